import type { HistoryMessage, MessagePage } from "@kefuchat/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Search } from "../src/state/Search.ts";

function found(syncKey: number): HistoryMessage {
    return {
        position: null,
        syncKey,
        from: "customer",
        sellerId: 1,
        timestamp: 0,
        content: "",
        uuid: "",
        conversation: "1.7.42",
    };
}

const api = { search: vi.fn<(text: string, query?: { before?: number; limit?: number }) => Promise<MessagePage>>() };

beforeEach(() => {
    vi.useFakeTimers();
    api.search.mockReset().mockResolvedValue({ messages: [found(9)], next: null });
});
afterEach(() => void vi.useRealTimers());

test("asks once somebody stops typing", async () => {
    const search = new Search(api);
    search.type("j");
    search.type("jacket ");
    expect(search.found).toBeNull();
    await vi.advanceTimersByTimeAsync(250);
    expect(api.search.mock.calls).toEqual([["jacket", { limit: 50 }]]);
    expect(search.found).toHaveLength(1);
});

test("does not ask for what cannot be found", async () => {
    new Search(api).type(" ?!");
    await vi.advanceTimersByTimeAsync(1000);
    expect(api.search).not.toHaveBeenCalled();
});

test("goes on where the page before ended", async () => {
    const search = new Search(api);
    api.search.mockResolvedValueOnce({ messages: [found(9)], next: 9 });
    search.type("夹克");
    await vi.advanceTimersByTimeAsync(250);
    expect(search.hasMore).toBe(true);
    api.search.mockResolvedValueOnce({ messages: [found(5)], next: null });
    await search.more();
    expect(api.search).toHaveBeenLastCalledWith("夹克", { limit: 50, before: 9 });
    expect(search.found?.map(({ syncKey }) => syncKey)).toEqual([9, 5]);
    expect(search.hasMore).toBe(false);
});

test("an answer to other words is not taken", async () => {
    const search = new Search(api);
    let answer: (page: MessagePage) => void = () => undefined;
    api.search.mockReturnValueOnce(new Promise(resolve => (answer = resolve)));
    search.type("one");
    await vi.advanceTimersByTimeAsync(250);
    search.type("two");
    answer({ messages: [found(1)], next: null });
    await vi.advanceTimersByTimeAsync(0);
    expect(search.found).toBeNull();
});

test("says that it failed", async () => {
    const search = new Search(api);
    api.search.mockRejectedValueOnce(new Error("down"));
    search.type("one");
    await vi.advanceTimersByTimeAsync(250);
    expect(search.hasFailed).toBe(true);
    await search.more();
    expect(search.hasFailed).toBe(false);
});
