// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useLasting } from "../src/components/hooks/useLasting.ts";
import { useSettled } from "../src/components/hooks/useSettled.ts";
import { useSignOut } from "../src/components/hooks/useSignOut.ts";
import { useWatched } from "../src/components/hooks/useWatched.ts";
import type { Session } from "../src/session/Session.ts";
import { FakeEvents } from "./fakes.ts";

const page = document.createElement("div");

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
    render(null, page);
    vi.useRealTimers();
});

async function pass(ms: number): Promise<void> {
    await act(() => void vi.advanceTimersByTime(ms));
}

test("a value settles at once, and while it changes quickly once it no longer does", async () => {
    const Shown = ({ value }: { value: string }) => <>{useSettled(value, 150)}</>;
    const show = (value: string) => act(() => render(<Shown value={value} />, page));
    await show("a");
    await pass(1000);
    await show("b");
    expect(page.textContent).toBe("b");
    await show("c");
    await show("d");
    expect(page.textContent).toBe("b");
    await pass(150);
    expect(page.textContent).toBe("d");
});

test("a condition lasts once it has held without a break", async () => {
    const Shown = ({ holds }: { holds: boolean }) => <>{String(useLasting(holds, 1000))}</>;
    const show = (holds: boolean) => act(() => render(<Shown holds={holds} />, page));
    await show(true);
    await pass(900);
    await show(false);
    await show(true);
    await pass(900);
    expect(page.textContent).toBe("false");
    await pass(100);
    expect(page.textContent).toBe("true");
    await show(false);
    expect(page.textContent).toBe("false");
});

test("a seller is signed out when the token expires, and when the server refuses it", async () => {
    const signOut = vi.fn(async () => undefined);
    const client = new FakeEvents();
    const session = { client, expiresAt: Date.now() + 5000 } as unknown as Session;
    const Shown = () => <>{useSignOut(session, signOut)}</>;
    await act(() => render(<Shown />, page));
    client.tell("state", { kind: "waiting", retryAt: 0, reason: "test" });
    await pass(4999);
    expect(signOut).not.toHaveBeenCalled();
    await pass(1);
    expect(signOut).toHaveBeenLastCalledWith("tokenExpired");
    client.tell("state", { kind: "refused", reason: "test" });
    expect(signOut).toHaveBeenLastCalledWith("signedOutByServer");
});

test("a token that is good for a month does not end now", async () => {
    const signOut = vi.fn(async () => undefined);
    const session = { client: new FakeEvents(), expiresAt: Date.now() + 30 * 86_400_000 } as unknown as Session;
    const Shown = () => <>{useSignOut(session, signOut)}</>;
    await act(() => render(<Shown />, page));
    await pass(60_000);
    expect(signOut).not.toHaveBeenCalled();
});

test("the focus that comes while the page is being rendered is not missed", async () => {
    const hasFocus = vi.spyOn(document, "hasFocus").mockReturnValue(false);
    const Shown = () => <>{String(useWatched())}</>;
    await act(() => {
        render(<Shown />, page);
        hasFocus.mockReturnValue(true);
    });
    expect(page.textContent).toBe("true");
    hasFocus.mockReturnValue(false);
    await act(() => void window.dispatchEvent(new Event("blur")));
    expect(page.textContent).toBe("false");
    hasFocus.mockRestore();
});
