import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { UnreadTotal } from "../src/state/UnreadTotal.ts";
import { FakeEvents, message } from "./fakes.ts";

class Client extends FakeEvents {
    readonly unread = vi.fn(async () => ({ conversations: 1, messages: 3 }));
    readonly api = { unread: this.unread };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("is asked for once for many changes", async () => {
    const client = new Client();
    const total = new UnreadTotal(client);
    client.tell("message", message(42, 1));
    client.tell("message", message(42, 2));
    client.tell("read", { conversation: "1.7.42", by: "me", syncKey: 2 });
    await vi.advanceTimersByTimeAsync(300);
    expect(total.messages).toBe(3);
    expect(client.unread).toHaveBeenCalledOnce();
});

test("is not asked for what changes nothing", async () => {
    const client = new Client();
    new UnreadTotal(client);
    client.tell("message", message(42, 1, { from: "seller" }));
    client.tell("read", { conversation: "1.7.42", by: "other", syncKey: 2 });
    await vi.advanceTimersByTimeAsync(1000);
    expect(client.unread).not.toHaveBeenCalled();
});

test("stays when the server does not answer, and asks no more once closed", async () => {
    const client = new Client();
    const total = new UnreadTotal(client);
    await total.refresh();
    client.unread.mockRejectedValueOnce(new Error("down"));
    await total.refresh();
    expect(total.messages).toBe(3);
    client.tell("message", message(42, 1));
    total.close();
    await vi.advanceTimersByTimeAsync(1000);
    expect(client.unread).toHaveBeenCalledTimes(2);
});
