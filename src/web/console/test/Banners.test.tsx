// @vitest-environment happy-dom
import type { ConversationView, TypingNotice } from "@kefuchat/client";
import { act } from "preact/test-utils";
import { beforeEach, expect, test } from "vitest";
import { Banners } from "../src/components/thread/Banners.tsx";
import { conversation } from "./fakes.ts";
import { FakeSession } from "./fakeSession.tsx";

let fake: FakeSession;
beforeEach(() => void (fake = new FakeSession()));

async function shown(changes: Partial<ConversationView>, typing: TypingNotice | null = null): Promise<string> {
    await fake.show(<Banners id="1.7.42" conversation={conversation(42, 1, changes)} typing={typing} />);
    return fake.page.textContent ?? "";
}

const bo = { appid: 1, uid: 2, name: "Bo", online: true };

test("says nothing of a conversation like any other", async () => {
    expect(await shown({})).toBe("");
});

test("says that somebody else has it", async () => {
    expect(await shown({ isMine: false, seller: bo })).toContain("Bo has this conversation now");
});

test("says that a colleague writes in it, but not that its customer does", async () => {
    const notice = { conversation: "1.7.42", sellerId: 2, isTyping: true };
    expect(await shown({}, { ...notice, from: "seller" })).toContain("Bo is writing in this conversation, too");
    expect(await shown({}, { ...notice, from: "customer" })).toBe("");
});

test("shows who handed it over with what note, until that is dismissed", async () => {
    const handed = { transferredBy: 2, note: "Wants a refund" };
    expect(await shown(handed)).toContain("Bo handed this conversation to you.Note: Wants a refund");
    await act(() => fake.page.querySelector("button")?.click());
    expect(await shown(handed)).toBe("");
});

test("says that it is closed, and that the customer is kept from writing", async () => {
    expect(await shown({ state: "closed" })).toContain("closed");
    expect(await shown({ blocks: [{ store: 1, seller: 0, by: 2 }] })).toContain("cannot write");
    expect(await shown({ blocks: [{ store: 1, seller: 2, by: 2 }] })).toBe("");
});
