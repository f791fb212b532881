// @vitest-environment happy-dom
import type { HistoryMessage } from "@kefuchat/client";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SearchResults } from "../src/components/list/SearchResults.tsx";
import { conversation, settled } from "./fakes.ts";
import { FakeSession } from "./fakeSession.tsx";

const found: HistoryMessage = {
    position: null,
    syncKey: 7,
    from: "customer",
    sellerId: 1,
    timestamp: 0,
    content: JSON.stringify({ type: "text", text: "The zip is broken" }),
    uuid: "",
    conversation: "1.7.42",
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function search(answer: () => Promise<{ messages: HistoryMessage[]; next: null }>): Promise<FakeSession> {
    const fake = new FakeSession();
    const customer = { appid: 7, uid: 42, name: "Mia", online: true, isVisitor: false };
    fake.client.all.push(conversation(42, 9, { customer }));
    Object.assign(fake.client.api, { search: answer });
    fake.session.search.type("zip");
    await vi.advanceTimersByTimeAsync(250);
    return fake;
}

test("names who wrote, though the conversation is not loaded, and opens it at the message", async () => {
    const fake = await search(async () => ({ messages: [found], next: null }));
    const open = vi.fn();
    await fake.show(<SearchResults onOpen={open} />);
    await act(() => settled());
    expect(fake.page.querySelector("li")?.textContent).toContain("Mia");
    expect(fake.page.querySelector("li")?.textContent).toContain("The zip is broken");
    fake.page.querySelector<HTMLButtonElement>("li button")?.click();
    expect(open).toHaveBeenCalledWith("1.7.42", 7);
});

test("says that nothing was found", async () => {
    const fake = await search(async () => ({ messages: [], next: null }));
    await fake.show(<SearchResults onOpen={vi.fn()} />);
    expect(fake.page.textContent).toBe("No message has these words.");
});

test("says that it failed, with a way to try again", async () => {
    const fake = await search(() => Promise.reject(new Error("down")));
    await fake.show(<SearchResults onOpen={vi.fn()} />);
    expect(fake.page.textContent).toBe("The search failed.Try again");
});
