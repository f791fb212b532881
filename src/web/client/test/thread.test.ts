import { beforeEach, describe, expect, test } from "vitest";
import { Command } from "../src/protocol/Command.ts";
import { Status } from "../src/protocol/Status.ts";
import { settle } from "./fakes/FakeClock.ts";
import { pushAnswer, pushLive, pushStored, textContent } from "./fakes/messages.ts";
import { tokenOf } from "./fakes/tokens.ts";
import { CALL, loaded, range, ThreadPage, view } from "./fakes/ThreadPage.ts";

let page: ThreadPage;

beforeEach(() => {
    page = new ThreadPage();
});

describe("what is shown", () => {
    test("history, then what comes live, then what waits", async () => {
        page.history = range(1, 3);
        await page.online(3);
        await page.thread.open();
        pushAnswer(page.browser.server.socket, 4);
        page.thread.send({ type: "text", text: "hi" });
        expect(page.texts()).toEqual(["answer 1", "answer 2", "answer 3", "answer 4", "hi"]);
        expect(page.thread.messages.map(({ isMine, state }) => [isMine, state])).toEqual([
            ...Array(4).fill([false, null]),
            [true, "queued"],
        ]);
        expect(page.thread.messages.at(-1)).toMatchObject({ from: "customer", timestamp: page.browser.clock.now() });
    });

    test("a message is the same from the moment it is written, through all its states", async () => {
        await page.online(0);
        await page.thread.open();
        const { uuid } = page.thread.send({ type: "text", text: "hi" });
        const ids: string[] = [];
        const states: unknown[] = [];
        page.thread.onChange(() => {
            ids.push(...page.thread.messages.map(({ id }) => id));
            states.push(...page.thread.messages.map(({ state }) => state));
        });
        await settle();
        const [frame] = page.browser.server.socket.sent(Command.Customer);
        page.browser.server.socket.ack(frame, Status.Ok, 1);
        pushLive(page.browser.server.socket, { type: "read", sync_key: 1 });
        page.history = [loaded(1, { from: "customer", content: textContent("hi"), uuid })];
        await page.thread.open();
        expect(new Set(ids).size).toBe(1);
        expect([...new Set(states)]).toEqual(["sent", "stored", "read"]);
        expect(page.thread.messages).toMatchObject([{ position: 1, syncKey: 1, state: "read" }]);
    });

    test("a message that is stored is never out of sight, also where a gap lies before it", async () => {
        await page.online(5);
        await page.thread.open();
        page.thread.send({ type: "text", text: "hi" });
        await settle();
        const lengths: number[] = [];
        page.thread.onChange(() => lengths.push(page.thread.messages.length));
        page.browser.server.socket.ack(page.browser.server.socket.sent(Command.Customer)[0], Status.Ok, 8);
        expect(page.thread.messages).toMatchObject([{ state: "stored", syncKey: 8 }]);
        expect(Math.min(...lengths)).toBe(1);
        page.browser.server.socket.push(Command.SyncBegin, 0, 5);
        const first = [7, 42, 1001, 55, 1, textContent("between"), "s6", 6, 5];
        page.browser.server.socket.push(Command.CustomerSupport, 1, ...first);
        expect(page.texts()).toEqual(["between", "hi"]);
    });

    test("a refused message has its reason, and can be sent again", async () => {
        await page.online(0);
        const { uuid } = page.thread.send({ type: "text", text: "hi" });
        await settle();
        page.browser.server.socket.ack(
            page.browser.server.socket.sent(Command.Customer)[0],
            26,
            0,
            "the store has blocked you",
        );
        expect(page.thread.messages).toMatchObject([
            { uuid, state: "refused", status: 26, reason: "the store has blocked you" },
        ]);
        page.client.resend(uuid);
        expect(page.thread.messages.map(({ state }) => state)).toEqual(["queued"]);
    });

    test("messages of other conversations are not shown", async () => {
        await page.online(0);
        page.browser.server.socket.push(Command.CustomerSupport, 17, 7, 42, 1002, 55, 1, textContent("x"), "u", 1, 0);
        page.client.send("1002.7.42", { type: "text", text: "hi" });
        expect(page.thread.messages).toEqual([]);
    });

    test("neither side can take the other's message by its uuid, and without one each is a message", async () => {
        page.history = [
            loaded(1, { from: "customer", uuid: "same", content: textContent("mine") }),
            loaded(2, { uuid: "same", content: textContent("theirs") }),
            loaded(3, { uuid: "" }),
            loaded(4, { uuid: "", sync_key: undefined }),
        ];
        await page.online(4);
        await page.thread.open();
        pushStored(page.browser.server.socket, 5, textContent("answer 5"));
        expect(page.texts()).toEqual(["mine", "theirs", "answer 3", "answer 4", "answer 5"]);
    });

    test("for a seller: own messages are its own, those of colleagues and notes are not", async () => {
        page = new ThreadPage(now => tokenOf(1, 55, now));
        page.history = [
            loaded(1, { from: "customer" }),
            loaded(2, { seller: 54, sync_key: undefined }),
            loaded(3, { seller: 55 }),
            loaded(4, { uuid: "note-1", content: '{"type":"system","event":"closed","seller":{"uid":55}}' }),
        ];
        page.browser.server.answers.set(CALL, view({ other_read_sync_key: 3 }));
        await page.online(4);
        await page.thread.open();
        expect(page.thread.messages.map(({ isMine, state }) => [isMine, state])).toEqual([
            [false, null],
            [false, null],
            [true, "read"],
            [false, null],
        ]);
        page.thread.send({ type: "text", text: "hi" });
        expect(page.thread.messages.at(-1)).toMatchObject({ from: "seller", sellerId: 55, isMine: true });
    });

    test("what has not changed is the same object, and the list is another", async () => {
        page.history = range(1, 2);
        await page.online(2);
        await page.thread.open();
        const before = page.thread.messages;
        pushAnswer(page.browser.server.socket, 3);
        expect(before.length).toBe(2);
        expect(page.thread.messages[0]).toBe(before[0]);
        expect(page.thread.messages[1]).toBe(before[1]);
    });
});

describe("read and typing", () => {
    test("reading goes up to the newest of the other side, once", async () => {
        page.history = [...range(1, 3), loaded(4, { from: "customer", uuid: "c4" })];
        page.browser.server.answers.set(CALL, view({ read_sync_key: 2, other_read_sync_key: 1 }));
        await page.online(4);
        await page.thread.open();
        expect([page.thread.ownReadKey, page.thread.otherReadKey]).toEqual([2, 1]);
        page.thread.markRead();
        page.thread.markRead();
        expect(page.thread.ownReadKey).toBe(3);
        await page.browser.clock.advance(300);
        const marks = page.browser.server.socket.sent(Command.Customer).map(frame => frame[8]);
        expect(marks).toEqual(['{"type":"read","sync_key":3}']);
        pushAnswer(page.browser.server.socket, 5);
        page.thread.markRead();
        expect(page.thread.ownReadKey).toBe(5);
    });

    test("what another device has read is read", async () => {
        page.history = range(1, 3);
        await page.online(3);
        await page.thread.open();
        const fields = [7, 42, 1001, 55, 1, '{"type":"read","sync_key":3}', "", 0, 0];
        page.browser.server.socket.push(Command.Customer, 2, ...fields);
        expect(page.thread.ownReadKey).toBe(3);
        page.thread.markRead();
        await page.browser.clock.advance(1000);
        expect(page.browser.server.socket.sent(Command.Customer)).toEqual([]);
    });

    test("typing shows until it ends", async () => {
        await page.online(0);
        pushLive(page.browser.server.socket, { type: "typing" });
        expect(page.thread.typing).toMatchObject({ from: "seller", sellerId: 55 });
        pushAnswer(page.browser.server.socket, 1);
        expect(page.thread.typing).toBeNull();
        pushLive(page.browser.server.socket, { type: "typing" });
        await page.browser.clock.advance(6000);
        expect(page.thread.typing).toBeNull();
    });
});
