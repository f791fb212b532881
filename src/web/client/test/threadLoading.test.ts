import { beforeEach, expect, test } from "vitest";
import { Command } from "../src/protocol/Command.ts";
import { settle } from "./fakes/FakeClock.ts";
import type { Answer } from "./fakes/FakeServer.ts";
import { pushAnswer, pushLive } from "./fakes/messages.ts";
import { tokenOf } from "./fakes/tokens.ts";
import { CALL, loaded, NEWEST, range, ThreadPage, view } from "./fakes/ThreadPage.ts";

let page: ThreadPage;

beforeEach(() => {
    page = new ThreadPage();
});

test("older pages come before, until the beginning", async () => {
    page.history = range(101, 150);
    page.browser.server.answers.set(NEWEST, () => ({ body: { messages: page.history, next: 101 } }));
    page.browser.server.answers.set(`${CALL}/messages?before=101&limit=50`, {
        body: { messages: range(51, 100), next: 51 },
    });
    page.browser.server.answers.set(`${CALL}/messages?before=51&limit=50`, { body: { messages: range(41, 50) } });
    await page.online(150);
    expect(page.thread.hasOlder).toBe(false);
    await page.thread.older();
    const opening = page.thread.open();
    expect(page.thread.isLoading).toBe(true);
    await page.thread.older();
    await opening;
    expect(page.thread.isLoading).toBe(false);
    await page.thread.older();
    await page.thread.older();
    expect(page.positions()).toEqual(Array.from({ length: 110 }, (_, index) => 41 + index));
    expect(page.thread.hasOlder).toBe(false);
    const calls = page.browser.server.calls.length;
    await page.thread.older();
    expect(page.browser.server.calls.length).toBe(calls);
});

test("what comes live while the page loads is kept, and not shown twice", async () => {
    page.history = range(1, 4);
    await page.online(3);
    const opening = page.thread.open();
    pushAnswer(page.browser.server.socket, 4);
    pushAnswer(page.browser.server.socket, 5);
    await opening;
    expect(page.texts()).toEqual(["answer 1", "answer 2", "answer 3", "answer 4", "answer 5"]);
});

test("a failure is told, and what is shown stays", async () => {
    page.history = range(1, 2);
    await page.online(2);
    await page.thread.open();
    page.browser.server.answers.set(NEWEST, { status: 503, body: { detail: "Storage cannot answer now." } });
    await page.thread.open();
    expect(page.thread.error).toBe("Storage cannot answer now.");
    expect(page.thread.isLoading).toBe(false);
    expect(page.positions()).toEqual([1, 2]);
    page.browser.server.answers.set(NEWEST, () => ({ body: { messages: page.history } }));
    await page.thread.open();
    expect(page.thread.error).toBeNull();
});

test("after a reset it loads anew: what meets the old is kept, over a hole it is not", async () => {
    page.history = range(51, 100);
    page.browser.server.answers.set(NEWEST, () => ({ body: { messages: page.history, next: 51 } }));
    page.browser.server.answers.set(`${CALL}/messages?before=51&limit=50`, { body: { messages: range(1, 50) } });
    await page.online(100);
    await page.thread.open();
    await page.thread.older();
    page.history = range(71, 120);
    page.browser.server.answers.set(NEWEST, () => ({ body: { messages: page.history, next: 71 } }));
    await page.thread.open();
    expect(page.positions()).toEqual(Array.from({ length: 120 }, (_, index) => 1 + index));
    expect(page.thread.hasOlder).toBe(false);
    page.history = range(200, 249);
    page.browser.server.answers.set(NEWEST, () => ({ body: { messages: page.history, next: 200 } }));
    await page.thread.open();
    expect(page.positions()).toEqual(Array.from({ length: 50 }, (_, index) => 200 + index));
    expect(page.thread.hasOlder).toBe(true);
});

test("what was erased is gone after the next loading", async () => {
    page.history = range(1, 3);
    await page.online(3);
    await page.thread.open();
    pushAnswer(page.browser.server.socket, 4);
    page.history = [loaded(3)];
    await page.thread.open();
    expect(page.positions()).toEqual([3, null]);
    page.history = [loaded(9)];
    await page.thread.open();
    expect(page.positions()).toEqual([9]);
});

test("a reset takes no mark back before the answer is there, and then believes the answer", async () => {
    page.history = range(1, 5);
    page.browser.server.answers.set(CALL, view({ read_sync_key: 5, other_read_sync_key: 4 }));
    await page.online(5);
    await page.thread.open();
    page.browser.server.answers.set(CALL, view({ read_sync_key: 2, other_read_sync_key: 1 }));
    page.history = range(1, 3);
    const seen: number[][] = [];
    page.thread.onChange(() => seen.push([page.thread.ownReadKey, page.thread.otherReadKey]));
    page.browser.server.socket.end();
    await page.browser.clock.advance(1000);
    page.browser.server.socket.login(3);
    page.browser.server.socket.push(Command.SyncBegin, 0, 3);
    await settle();
    expect(seen).toEqual([
        [5, 4],
        [2, 1],
    ]);
    expect(page.positions()).toEqual([1, 2, 3]);
});

test("what was loaded before delivery began is loaded again", async () => {
    page.history = range(1, 1);
    await page.client.start();
    await page.thread.open();
    await settle();
    page.history = range(1, 2);
    page.browser.server.socket.login(2);
    await settle();
    expect(page.positions()).toEqual([1, 2]);
});

test("a thread that was never opened loads nothing", async () => {
    await page.online(5);
    expect(page.browser.server.calls).toEqual([]);
});

test("the answer that comes last is not the one that was asked for last", async () => {
    const answers: ((answer: Answer) => void)[] = [];
    page.browser.server.answers.set(NEWEST, () => new Promise<Answer>(resolve => answers.push(resolve)));
    await page.online(3);
    const one = page.thread.open();
    const two = page.thread.open();
    await settle();
    answers[1]?.({ body: { messages: range(1, 3) } });
    await two;
    answers[0]?.({ body: { messages: range(1, 2) } });
    await one;
    expect(page.positions()).toEqual([1, 2, 3]);
});

test("what a colleague wrote, which is in no queue of this seller's, is loaded", async () => {
    page = new ThreadPage(now => tokenOf(1, 55, now));
    page.history = range(1, 1);
    await page.online(1);
    await page.thread.open();
    page.history = [loaded(1), loaded(2, { seller: 54, sync_key: undefined })];
    const note = { type: "system", event: "written", seller: { uid: 54, name: "Cy" } };
    pushLive(page.browser.server.socket, note);
    await settle();
    expect(page.positions()).toEqual([1]);
    pushLive(page.browser.server.socket, note, 55, "note-1");
    await settle();
    expect(page.positions()).toEqual([1, 2]);
});

test("a closed thread changes no more", async () => {
    await page.online(0);
    await page.thread.open();
    let changes = 0;
    page.thread.onChange(() => changes++);
    page.thread.close();
    pushAnswer(page.browser.server.socket, 1);
    expect(changes).toBe(0);
    expect(page.thread.messages).toEqual([]);
});
