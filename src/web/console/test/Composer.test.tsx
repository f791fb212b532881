// @vitest-environment happy-dom
import { ContentTooLargeError } from "@kefuchat/client";
import { act } from "preact/test-utils";
import { beforeEach, expect, test } from "vitest";
import { Composer } from "../src/components/thread/Composer.tsx";
import { FakeSession } from "./fakeSession.tsx";

const id = "1.7.42";
let fake: FakeSession;

beforeEach(async () => {
    localStorage.clear();
    fake = new FakeSession();
    await fake.session.replies.load();
    await fake.show(<Composer id={id} name="Mia" store={1} />);
});

function field(): HTMLTextAreaElement {
    const found = fake.page.querySelector("textarea");
    expect(found).not.toBeNull();
    return found as HTMLTextAreaElement;
}

async function write(text: string): Promise<void> {
    await act(() => {
        field().value = text;
        field().dispatchEvent(new Event("input", { bubbles: true }));
    });
}

async function press(key: string, init: KeyboardEventInit = {}): Promise<KeyboardEvent> {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...init });
    await act(() => void field().dispatchEvent(event));
    return event;
}

test("Enter sends what is written, and only that", async () => {
    await write("  Hello  ");
    await press("Enter");
    expect(fake.sent).toEqual([{ type: "text", text: "Hello" }]);
    expect(field().value).toBe("");
    await press("Enter");
    expect(fake.sent).toHaveLength(1);
});

test("Shift+Enter, and Enter while an input method composes, do not send", async () => {
    await write("你好");
    await press("Enter", { shiftKey: true });
    await press("Enter", { isComposing: true });
    expect(fake.sent).toEqual([]);
});

test("says that somebody writes, and no longer does once it is sent", async () => {
    await write("H");
    expect(fake.typing).toHaveBeenLastCalledWith(id, true);
    await press("Enter");
    expect(fake.typing).toHaveBeenLastCalledWith(id, false);
});

test("a draft is there again", async () => {
    await write("half a");
    await fake.show(<Composer key="other" id="1.7.43" name="Tom" store={1} />);
    expect(field().value).toBe("");
    await fake.show(<Composer key="again" id={id} name="Mia" store={1} />);
    expect(field().value).toBe("half a");
});

test("what is too long stays, and it says so", async () => {
    fake.send.mockImplementationOnce(() => {
        throw new ContentTooLargeError(40_000);
    });
    await write("x");
    await press("Enter");
    expect(fake.page.querySelector("[role=alert]")?.textContent).toContain("too long");
    expect(field().value).toBe("x");
});

test("a slash opens the quick replies; arrows and Enter put one in, and do not send", async () => {
    await write("/hel");
    const shown = [...fake.page.querySelectorAll("[role=option]")].map(option => option.textContent);
    expect(shown).toEqual(["/helloHello! How can I help?", "/helpSomebody comes."]);
    await press("ArrowDown");
    const event = await press("Enter");
    expect(event.defaultPrevented).toBe(true);
    expect(field().value).toBe("Somebody comes.");
    expect(fake.sent).toEqual([]);
    expect(fake.page.querySelector("[role=option]")).toBeNull();
});

test("Esc closes the quick replies, and Enter then sends", async () => {
    await write("/hello");
    await press("Escape");
    expect(fake.page.querySelector("[role=option]")).toBeNull();
    await press("Enter");
    expect(fake.sent).toEqual([{ type: "text", text: "/hello" }]);
});

test("a pasted picture is uploaded, pasted text is not", async () => {
    const paste = async (data: object) => {
        const event = Object.assign(new Event("paste", { bubbles: true, cancelable: true }), { clipboardData: data });
        await act(() => void field().dispatchEvent(event));
    };
    await paste({ files: [], types: ["text/plain"] });
    expect(fake.upload).not.toHaveBeenCalled();
    await paste({ files: [new File(["x"], "tear.png", { type: "image/png" })], types: ["Files"] });
    expect(fake.upload).toHaveBeenCalledOnce();
    expect(fake.page.querySelector("progress")).not.toBeNull();
});
