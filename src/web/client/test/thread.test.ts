import { beforeEach, describe, expect, test } from "vitest";
import { type KefuClient, Thread } from "../src/index.ts";
import { Command } from "../src/protocol/Command.ts";
import { Status } from "../src/protocol/Status.ts";
import { FakeBrowser } from "./fakes/FakeBrowser.ts";
import { settle } from "./fakes/FakeClock.ts";
import type { Answer } from "./fakes/FakeServer.ts";
import { CONVERSATION, pushAnswer, pushLive, pushStored, textContent } from "./fakes/messages.ts";
import { tokenOf } from "./fakes/tokens.ts";

const CALL = `GET /api/conversations/${CONVERSATION}`;
const NEWEST = `${CALL}/messages?limit=50`;

let browser: FakeBrowser;
let client: KefuClient;
let thread: Thread;
/** The keys of the customer's queue are the positions of the conversation. */
let history: object[];

const view = (overrides: object = {}): Answer => ({
    body: { id: CONVERSATION, state: "open", unread: 0, read_sync_key: 0, other_read_sync_key: 0, ...overrides },
});

function loaded(position: number, overrides: object = {}): object {
    return {
        position,
        sync_key: position,
        from: "seller",
        seller: 55,
        timestamp_ms: position,
        content: textContent(`answer ${position}`),
        uuid: `s${position}`,
        ...overrides,
    };
}

function range(from: number, to: number): object[] {
    return Array.from({ length: to - from + 1 }, (_, index) => loaded(from + index));
}

const texts = () => thread.messages.map(({ content }) => ("text" in content ? content.text : content.type));
const positions = () => thread.messages.map(({ position }) => position);

async function online(newest: number, token?: () => Promise<string>): Promise<void> {
    client = browser.openTab().client({ from: "now", ...(token && { token }) });
    thread = new Thread(client, CONVERSATION);
    await client.start();
    await settle();
    browser.server.socket.login(newest);
    await settle();
}

beforeEach(() => {
    browser = new FakeBrowser();
    history = [];
    browser.server.answers.set(CALL, view());
    browser.server.answers.set(NEWEST, () => ({ body: { messages: history } }));
});

describe("what is shown", () => {
    test("history, then what comes live, then what waits", async () => {
        history = range(1, 3);
        await online(3);
        await thread.open();
        pushAnswer(browser.server.socket, 4);
        thread.send({ type: "text", text: "hi" });
        expect(texts()).toEqual(["answer 1", "answer 2", "answer 3", "answer 4", "hi"]);
        expect(thread.messages.map(({ isMine, state }) => [isMine, state])).toEqual([
            ...Array(4).fill([false, null]),
            [true, "queued"],
        ]);
        expect(thread.messages.at(-1)).toMatchObject({ from: "customer", timestamp: browser.clock.now() });
    });

    test("a message is the same from the moment it is written, through all its states", async () => {
        await online(0);
        await thread.open();
        const { uuid } = thread.send({ type: "text", text: "hi" });
        const ids: string[] = [];
        const states: unknown[] = [];
        thread.onChange(() => {
            ids.push(...thread.messages.map(({ id }) => id));
            states.push(...thread.messages.map(({ state }) => state));
        });
        await settle();
        const [frame] = browser.server.socket.sent(Command.Customer);
        browser.server.socket.ack(frame, Status.Ok, 1);
        pushLive(browser.server.socket, { type: "read", sync_key: 1 });
        history = [loaded(1, { from: "customer", content: textContent("hi"), uuid })];
        await thread.open();
        expect(new Set(ids).size).toBe(1);
        expect([...new Set(states)]).toEqual(["sent", "stored", "read"]);
        expect(thread.messages).toMatchObject([{ position: 1, syncKey: 1, state: "read" }]);
    });

    test("a message that is stored is never out of sight, also where a gap lies before it", async () => {
        await online(5);
        await thread.open();
        thread.send({ type: "text", text: "hi" });
        await settle();
        const lengths: number[] = [];
        thread.onChange(() => lengths.push(thread.messages.length));
        browser.server.socket.ack(browser.server.socket.sent(Command.Customer)[0], Status.Ok, 8);
        expect(thread.messages).toMatchObject([{ state: "stored", syncKey: 8 }]);
        expect(Math.min(...lengths)).toBe(1);
        browser.server.socket.push(Command.SyncBegin, 0, 5);
        const first = [7, 42, 1001, 55, 1, textContent("between"), "s6", 6, 5];
        browser.server.socket.push(Command.CustomerSupport, 1, ...first);
        expect(texts()).toEqual(["between", "hi"]);
    });

    test("a refused message has its reason, and can be sent again", async () => {
        await online(0);
        const { uuid } = thread.send({ type: "text", text: "hi" });
        await settle();
        browser.server.socket.ack(browser.server.socket.sent(Command.Customer)[0], 26, 0, "the store has blocked you");
        expect(thread.messages).toMatchObject([
            { uuid, state: "refused", status: 26, reason: "the store has blocked you" },
        ]);
        client.resend(uuid);
        expect(thread.messages.map(({ state }) => state)).toEqual(["queued"]);
    });

    test("messages of other conversations are not shown", async () => {
        await online(0);
        browser.server.socket.push(Command.CustomerSupport, 17, 7, 42, 1002, 55, 1, textContent("x"), "u", 1, 0);
        client.send("1002.7.42", { type: "text", text: "hi" });
        expect(thread.messages).toEqual([]);
    });

    test("neither side can take the other's message by its uuid, and without one each is a message", async () => {
        history = [
            loaded(1, { from: "customer", uuid: "same", content: textContent("mine") }),
            loaded(2, { uuid: "same", content: textContent("theirs") }),
            loaded(3, { uuid: "" }),
            loaded(4, { uuid: "", sync_key: undefined }),
        ];
        await online(4);
        await thread.open();
        pushStored(browser.server.socket, 5, textContent("answer 5"));
        expect(texts()).toEqual(["mine", "theirs", "answer 3", "answer 4", "answer 5"]);
    });

    test("for a seller: own messages are its own, those of colleagues and notes are not", async () => {
        history = [
            loaded(1, { from: "customer" }),
            loaded(2, { seller: 54, sync_key: undefined }),
            loaded(3, { seller: 55 }),
            loaded(4, { uuid: "note-1", content: '{"type":"system","event":"closed","seller":{"uid":55}}' }),
        ];
        browser.server.answers.set(CALL, view({ other_read_sync_key: 3 }));
        await online(4, async () => tokenOf(1, 55, browser.clock.now()));
        await thread.open();
        expect(thread.messages.map(({ isMine, state }) => [isMine, state])).toEqual([
            [false, null],
            [false, null],
            [true, "read"],
            [false, null],
        ]);
        thread.send({ type: "text", text: "hi" });
        expect(thread.messages.at(-1)).toMatchObject({ from: "seller", sellerId: 55, isMine: true });
    });

    test("what has not changed is the same object, and the list is another", async () => {
        history = range(1, 2);
        await online(2);
        await thread.open();
        const before = thread.messages;
        pushAnswer(browser.server.socket, 3);
        expect(before.length).toBe(2);
        expect(thread.messages[0]).toBe(before[0]);
        expect(thread.messages[1]).toBe(before[1]);
    });
});

describe("loading", () => {
    test("older pages come before, until the beginning", async () => {
        history = range(101, 150);
        browser.server.answers.set(NEWEST, () => ({ body: { messages: history, next: 101 } }));
        browser.server.answers.set(`${CALL}/messages?before=101&limit=50`, {
            body: { messages: range(51, 100), next: 51 },
        });
        browser.server.answers.set(`${CALL}/messages?before=51&limit=50`, { body: { messages: range(41, 50) } });
        await online(150);
        expect(thread.hasOlder).toBe(false);
        await thread.older();
        const opening = thread.open();
        expect(thread.isLoading).toBe(true);
        await thread.older();
        await opening;
        expect(thread.isLoading).toBe(false);
        await thread.older();
        await thread.older();
        expect(positions()).toEqual(Array.from({ length: 110 }, (_, index) => 41 + index));
        expect(thread.hasOlder).toBe(false);
        const calls = browser.server.calls.length;
        await thread.older();
        expect(browser.server.calls.length).toBe(calls);
    });

    test("what comes live while the page loads is kept, and not shown twice", async () => {
        history = range(1, 4);
        await online(3);
        const opening = thread.open();
        pushAnswer(browser.server.socket, 4);
        pushAnswer(browser.server.socket, 5);
        await opening;
        expect(texts()).toEqual(["answer 1", "answer 2", "answer 3", "answer 4", "answer 5"]);
    });

    test("a failure is told, and what is shown stays", async () => {
        history = range(1, 2);
        await online(2);
        await thread.open();
        browser.server.answers.set(NEWEST, { status: 503, body: { detail: "Storage cannot answer now." } });
        await thread.open();
        expect(thread.error).toBe("Storage cannot answer now.");
        expect(thread.isLoading).toBe(false);
        expect(positions()).toEqual([1, 2]);
        browser.server.answers.set(NEWEST, () => ({ body: { messages: history } }));
        await thread.open();
        expect(thread.error).toBeNull();
    });

    test("after a reset it loads anew: what meets the old is kept, over a hole it is not", async () => {
        history = range(51, 100);
        browser.server.answers.set(NEWEST, () => ({ body: { messages: history, next: 51 } }));
        browser.server.answers.set(`${CALL}/messages?before=51&limit=50`, { body: { messages: range(1, 50) } });
        await online(100);
        await thread.open();
        await thread.older();
        history = range(71, 120);
        browser.server.answers.set(NEWEST, () => ({ body: { messages: history, next: 71 } }));
        await thread.open();
        expect(positions()).toEqual(Array.from({ length: 120 }, (_, index) => 1 + index));
        expect(thread.hasOlder).toBe(false);
        history = range(200, 249);
        browser.server.answers.set(NEWEST, () => ({ body: { messages: history, next: 200 } }));
        await thread.open();
        expect(positions()).toEqual(Array.from({ length: 50 }, (_, index) => 200 + index));
        expect(thread.hasOlder).toBe(true);
    });

    test("what was loaded before delivery began is loaded again", async () => {
        client = browser.openTab().client({ from: "now" });
        thread = new Thread(client, CONVERSATION);
        history = range(1, 1);
        await client.start();
        await thread.open();
        await settle();
        history = range(1, 2);
        browser.server.socket.login(2);
        await settle();
        expect(positions()).toEqual([1, 2]);
    });

    test("a thread that was never opened loads nothing", async () => {
        await online(5);
        expect(browser.server.calls).toEqual([]);
    });

    test("the answer that comes last is not the one that was asked for last", async () => {
        const answers: ((answer: Answer) => void)[] = [];
        browser.server.answers.set(NEWEST, () => new Promise<Answer>(resolve => answers.push(resolve)));
        await online(3);
        const one = thread.open();
        const two = thread.open();
        await settle();
        answers[1]?.({ body: { messages: range(1, 3) } });
        await two;
        answers[0]?.({ body: { messages: range(1, 2) } });
        await one;
        expect(positions()).toEqual([1, 2, 3]);
    });

    test("what a colleague wrote, which is in no queue of this seller's, is loaded", async () => {
        history = range(1, 1);
        await online(1, async () => tokenOf(1, 55, browser.clock.now()));
        await thread.open();
        history = [loaded(1), loaded(2, { seller: 54, sync_key: undefined })];
        pushLive(browser.server.socket, { type: "system", event: "written", seller: { uid: 54, name: "Cy" } });
        await settle();
        expect(positions()).toEqual([1, 2]);
    });

    test("a closed thread changes no more", async () => {
        await online(0);
        await thread.open();
        let changes = 0;
        thread.onChange(() => changes++);
        thread.close();
        pushAnswer(browser.server.socket, 1);
        expect(changes).toBe(0);
        expect(thread.messages).toEqual([]);
    });
});

describe("read and typing", () => {
    test("reading goes up to the newest of the other side, once", async () => {
        history = [...range(1, 3), loaded(4, { from: "customer", uuid: "c4" })];
        browser.server.answers.set(CALL, view({ read_sync_key: 2, other_read_sync_key: 1 }));
        await online(4);
        await thread.open();
        expect([thread.ownReadKey, thread.otherReadKey]).toEqual([2, 1]);
        thread.markRead();
        thread.markRead();
        expect(thread.ownReadKey).toBe(3);
        await browser.clock.advance(300);
        const marks = browser.server.socket.sent(Command.Customer).map(frame => frame[8]);
        expect(marks).toEqual(['{"type":"read","sync_key":3}']);
        pushAnswer(browser.server.socket, 5);
        thread.markRead();
        expect(thread.ownReadKey).toBe(5);
    });

    test("what another device has read is read", async () => {
        history = range(1, 3);
        await online(3);
        await thread.open();
        const fields = [7, 42, 1001, 55, 1, '{"type":"read","sync_key":3}', "", 0, 0];
        browser.server.socket.push(Command.Customer, 2, ...fields);
        expect(thread.ownReadKey).toBe(3);
        thread.markRead();
        await browser.clock.advance(1000);
        expect(browser.server.socket.sent(Command.Customer)).toEqual([]);
    });

    test("typing shows until it ends", async () => {
        await online(0);
        pushLive(browser.server.socket, { type: "typing" });
        expect(thread.typing).toMatchObject({ from: "seller", sellerId: 55 });
        pushAnswer(browser.server.socket, 1);
        expect(thread.typing).toBeNull();
        pushLive(browser.server.socket, { type: "typing" });
        await browser.clock.advance(6000);
        expect(thread.typing).toBeNull();
    });
});
