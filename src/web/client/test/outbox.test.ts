import { beforeEach, describe, expect, test } from "vitest";
import { ContentTooLargeError, type KefuClient, MAX_CONTENT_BYTES } from "../src/index.ts";
import { Command } from "../src/protocol/Command.ts";
import { Status } from "../src/protocol/Status.ts";
import { FakeBrowser } from "./fakes/FakeBrowser.ts";
import { settle } from "./fakes/FakeClock.ts";
import type { Frame } from "./fakes/FakeSocket.ts";
import type { FakeTab } from "./fakes/FakeTab.ts";
import { answerSync, CONVERSATION, pushAnswer, pushStored, textContent } from "./fakes/messages.ts";
import { recorded } from "./fakes/recorded.ts";
import { tokenOf } from "./fakes/tokens.ts";

const OTHER = "1002.7.42";
const [CONTENT, UUID] = [8, 9];

let browser: FakeBrowser;
let tab: FakeTab;

beforeEach(() => {
    browser = new FakeBrowser();
    tab = browser.openTab();
    browser.server.answers.set("POST /api/stores/1002/assignment", { body: { seller: { appid: 1, uid: 77 } } });
});

async function online(client: KefuClient = tab.client({ from: "now" })): Promise<KefuClient> {
    await client.start();
    await settle();
    browser.server.socket.login();
    return client;
}

function say(client: KefuClient, text: string, conversation = CONVERSATION): string {
    return client.send(conversation, { type: "text", text }).uuid;
}

function sent(): Frame[] {
    return browser.server.socket.sent(Command.Customer);
}

function uuids(): unknown[] {
    return sent().map(frame => frame[UUID]);
}

async function reconnect(): Promise<void> {
    browser.server.socket.end();
    await browser.clock.advance(20_000);
    browser.server.socket.login();
    await settle();
}

describe("sending", () => {
    test("the server says to whom, once, and what became of it", async () => {
        const client = await online();
        const states = recorded(client, "outgoing");
        const messages = recorded(client, "message");
        const uuid = say(client, "hi");
        await settle();
        expect(sent()).toEqual([[24, 2, 1, 7, 42, 1001, 55, 0, textContent("hi"), uuid]]);
        browser.server.socket.ack(sent()[0], Status.Ok, 1);
        expect(states.map(({ state }) => state)).toEqual(["queued", "sent", "stored"]);
        expect(states.at(-1)).toMatchObject({ uuid, syncKey: 1, timestamp: 1_767_225_600_250, status: null });
        expect(messages).toMatchObject([{ uuid, syncKey: 1, from: "customer", sellerId: 55, isSelf: true }]);
        expect(client.outgoing(CONVERSATION)).toEqual([]);

        say(client, "there?");
        await settle();
        expect(sent().length).toBe(2);
        expect(browser.server.calls).toEqual(["POST /api/stores/1001/assignment"]);
    });

    test("a seller writes as itself, and asks nobody", async () => {
        const client = await online(
            tab.client({ from: "now", token: async () => tokenOf(1, 55, browser.clock.now()) }),
        );
        const uuid = say(client, "hi");
        await settle();
        expect(browser.server.socket.sent(Command.CustomerSupport)).toEqual([
            [25, 2, 1, 7, 42, 1001, 55, 0, textContent("hi"), uuid],
        ]);
        expect(browser.server.calls).toEqual([]);
    });

    test("one message of a conversation is on its way at a time; another conversation goes on", async () => {
        const client = await online();
        const first = say(client, "1");
        const second = say(client, "2");
        const other = say(client, "other", OTHER);
        await settle();
        expect(uuids()).toEqual([first, other]);
        expect(client.outgoing(CONVERSATION).map(({ state }) => state)).toEqual(["sent", "queued"]);
        browser.server.socket.ack(sent()[0], Status.Ok, 1);
        await settle();
        expect(uuids()).toEqual([first, other, second]);
    });

    test.each([Status.StorageUnavailable, Status.RoutingUnavailable, Status.RateLimited])(
        "status %i: the same message again after a pause, and nothing of the conversation before it",
        async status => {
            const client = await online();
            const first = say(client, "1");
            say(client, "2");
            await settle();
            browser.server.socket.ack(sent()[0], status);
            expect(client.outgoing(CONVERSATION).map(({ state }) => state)).toEqual(["queued", "queued"]);
            await browser.clock.advance(999);
            expect(uuids()).toEqual([first]);
            await browser.clock.advance(1);
            expect(uuids()).toEqual([first, first]);
            browser.server.socket.ack(sent()[1], status);
            await browser.clock.advance(1999);
            expect(uuids()).toEqual([first, first]);
            await browser.clock.advance(1);
            expect(uuids()).toEqual([first, first, first]);
        },
    );

    test("any other status is final: the reason is told, and the next goes out", async () => {
        const client = await online();
        const states = recorded(client, "outgoing");
        const first = say(client, "1");
        const second = say(client, "2");
        await settle();
        browser.server.socket.ack(sent()[0], 26, 0, "the store has blocked you");
        await settle();
        expect(uuids()).toEqual([first, second]);
        expect(states.find(({ state }) => state === "refused")).toMatchObject({
            uuid: first,
            status: 26,
            reason: "the store has blocked you",
        });
        expect(client.outgoing(CONVERSATION).map(({ uuid }) => uuid)).toEqual([first, second]);

        const again = client.resend(first);
        expect(again?.uuid).not.toBe(first);
        expect(client.outgoing(CONVERSATION).map(({ uuid }) => uuid)).toEqual([second, again?.uuid]);
        expect(client.resend(first)).toBeNull();
        expect(client.resend(second)).toBeNull();
    });

    test.each([
        [1009, Status.TooLarge],
        [4400, 4400],
    ])("close %i: the first without an answer is refused, the rest is sent again", async (code, status) => {
        const client = await online();
        const states = recorded(client, "outgoing");
        const first = say(client, "1");
        const other = say(client, "other", OTHER);
        await settle();
        browser.server.socket.end(code, "content is malformed");
        await browser.clock.advance(20_000);
        browser.server.socket.login();
        await settle();
        expect(states.filter(({ state }) => state === "refused")).toMatchObject([{ uuid: first, status }]);
        expect(uuids()).toEqual([other]);
    });

    test("what has no answer is sent again on the next connection, under the same uuid", async () => {
        const client = await online();
        const states = recorded(client, "outgoing");
        const uuid = say(client, "1");
        await settle();
        await reconnect();
        expect(uuids()).toEqual([uuid]);
        expect(states.map(({ state }) => state)).toEqual(["queued", "sent", "queued", "sent"]);
    });

    test("the queue may bring an own message before its answer", async () => {
        const client = await online();
        const states = recorded(client, "outgoing");
        const uuid = say(client, "1");
        await settle();
        browser.server.socket.end();
        await browser.clock.advance(20_000);
        const { socket } = browser.server;
        socket.login(1);
        socket.push(Command.SyncBegin, 0, 0);
        socket.push(Command.Customer, 1, 7, 42, 1001, 55, 5, textContent("1"), uuid, 1, 0);
        socket.push(Command.SyncEnd, 0, 1, false);
        await settle();
        expect(states.at(-1)).toMatchObject({ uuid, state: "stored", syncKey: 1 });
        expect(uuids()).toEqual([]);
    });

    test("an answer with a gap before it: the message is stored, and what lies between is asked for", async () => {
        const client = await online();
        const messages = recorded(client, "message");
        const uuid = say(client, "1");
        await settle();
        const { socket } = browser.server;
        socket.ack(sent()[0], Status.Ok, 3);
        expect(client.outgoing(CONVERSATION)).toEqual([]);
        expect(messages).toEqual([]);
        expect(socket.sent(Command.Sync).at(-1)?.[3]).toBe(0);
        answerSync(socket, 0, [1, 2], 2);
        expect(socket.sent(Command.Sync).length).toBe(1);
        socket.push(Command.SyncNotify, 0, 3);
        socket.push(Command.SyncBegin, 0, 2);
        socket.push(Command.Customer, 1, 7, 42, 1001, 55, 5, textContent("1"), uuid, 3, 2);
        socket.push(Command.SyncEnd, 0, 3, false);
        expect(messages.map(({ syncKey }) => syncKey)).toEqual([1, 2, 3]);
    });

    test("content that does not fit is not taken", async () => {
        const client = tab.client();
        const room = MAX_CONTENT_BYTES - textContent("").length;
        expect(() => say(client, "x".repeat(room + 1))).toThrow(ContentTooLargeError);
        expect(() => say(client, "语".repeat(room / 3 + 1))).toThrow(ContentTooLargeError);
        say(client, "x".repeat(room));
        expect(client.outgoing(CONVERSATION).length).toBe(1);
        expect(() => client.send("nowhere", { type: "text", text: "hi" })).toThrow(RangeError);
    });
});

describe("to whom", () => {
    test("a transfer's note names the new seller", async () => {
        const client = await online();
        say(client, "1");
        await settle();
        browser.server.socket.ack(sent()[0], Status.Ok, 1);
        const note = { type: "system", event: "transferred", seller: { uid: 56 }, from: { uid: 55 } };
        pushStored(browser.server.socket, 2, JSON.stringify(note), 1, 56);
        say(client, "2");
        await settle();
        expect(sent().map(frame => frame[6])).toEqual([55, 56]);
        expect(browser.server.calls.length).toBe(1);
    });

    test("a seller who writes though another answers: the server is asked again", async () => {
        const client = await online();
        say(client, "1");
        await settle();
        browser.server.socket.ack(sent()[0], Status.Ok, 1);
        pushStored(browser.server.socket, 2, textContent("one more thing"), 1, 54);
        await settle();
        say(client, "2");
        await settle();
        expect(sent().map(frame => frame[6])).toEqual([55, 55]);
        expect(browser.server.calls.length).toBe(2);
    });

    test("while nobody can be asked it waits; when nobody is there it is refused", async () => {
        const client = await online();
        const states = recorded(client, "outgoing");
        browser.server.answers.set("POST /api/stores/1001/assignment", { status: 503 });
        const uuid = say(client, "1");
        await browser.clock.advance(500);
        expect(states.map(({ state }) => state)).toEqual(["queued"]);
        browser.server.answers.set("POST /api/stores/1001/assignment", {
            status: 409,
            body: { detail: "The store has no sellers yet." },
        });
        await browser.clock.advance(500);
        expect(states.at(-1)).toMatchObject({
            uuid,
            state: "refused",
            status: 409,
            reason: "The store has no sellers yet.",
        });
    });

    test("in no store a customer can answer whoever wrote", async () => {
        const client = await online();
        const [uuid, states] = [say(client, "hello?", "0.7.42"), recorded(client, "outgoing")];
        await settle();
        expect(states).toMatchObject([{ uuid, state: "refused", status: 404 }]);
        const fields = [7, 42, 0, 58, 1, textContent("hello"), "s1", 1, 0];
        browser.server.socket.push(Command.CustomerSupport, 17, ...fields);
        say(client, "hello to you", "0.7.42");
        await settle();
        expect(sent().map(frame => frame[6])).toEqual([58]);
    });
});

describe("what outlives a reload", () => {
    test("what was written offline is sent in order by the page that comes after", async () => {
        const client = tab.client();
        await client.start();
        const first = say(client, "1");
        const second = say(client, "2");
        await settle();
        expect(sent()).toEqual([]);
        tab.die();

        const later = browser.openTab().client({ from: "now" });
        const states = recorded(later, "outgoing");
        await online(later);
        await settle();
        expect(states.slice(0, 2).map(({ uuid, state }) => [uuid, state])).toEqual([
            [first, "queued"],
            [second, "queued"],
        ]);
        expect(uuids()).toEqual([first]);
        browser.server.socket.ack(sent()[0], Status.Ok, 1);
        await settle();
        expect(uuids()).toEqual([first, second]);
        expect(sent().map(frame => frame[CONTENT])).toEqual([textContent("1"), textContent("2")]);
    });

    test("what has its answer is not sent again", async () => {
        const client = await online();
        say(client, "1");
        await settle();
        browser.server.socket.ack(sent()[0], Status.Ok, 1);
        say(client, "2");
        await settle();
        browser.server.socket.ack(sent()[1], 26, 0, "no");
        await settle();
        tab.die();
        const later = browser.openTab().client({ from: "now" });
        await online(later);
        await settle();
        expect(uuids()).toEqual([]);
        expect(later.outgoing(CONVERSATION)).toEqual([]);
    });

    test("what is written before the start is sent after it", async () => {
        const client = tab.client({ from: "now" });
        const uuid = say(client, "1");
        expect(client.outgoing(CONVERSATION)).toMatchObject([{ uuid, state: "queued" }]);
        await online(client);
        await settle();
        expect(uuids()).toEqual([uuid]);
    });

    test("signing out forgets it all", async () => {
        const client = await online();
        browser.server.socket.end();
        say(client, "1");
        await settle();
        await client.forget();
        expect(client.outgoing(CONVERSATION)).toEqual([]);
        const later = browser.openTab().client({ from: "now" });
        await online(later);
        await settle();
        expect(uuids()).toEqual([]);
        const devices = browser.server.sockets.map(({ frames }) => frames[0]?.[5]);
        expect(devices[0]).not.toBe(devices[1]);
    });

    test("without a database it works as long as the page lives", async () => {
        browser.indexedDB = null;
        const client = await online(browser.openTab().client({ from: "now" }));
        const uuid = say(client, "1");
        await settle();
        await reconnect();
        expect(uuids()).toEqual([uuid]);
    });

    test("a database that cannot be opened or written is done without", async () => {
        const open = () => {
            throw new DOMException("not in this frame", "SecurityError");
        };
        const environment = { indexedDB: { open } as unknown as IDBFactory };
        const client = await online(tab.client({ from: "now", environment }));
        const uuid = say(client, "1");
        await settle();
        expect(uuids()).toEqual([uuid]);

        const fails = async () => {
            throw new DOMException("full", "QuotaExceededError");
        };
        const broken = {
            deviceId: fails,
            key: fails,
            setKey: fails,
            outbox: fails,
            put: fails,
            remove: fails,
            clear: fails,
            close: () => {},
        };
        const other = await online(browser.openTab().client({ storage: { open: async () => broken } }));
        await settle();
        expect(other.isLeader).toBe(false);
        await client.stop();
        await settle();
        browser.server.socket.login();
        answerSync(browser.server.socket, 0, [], 0);
        const next = say(other, "2");
        await settle();
        browser.server.socket.ack(sent()[0], Status.Ok, 1);
        await settle();
        browser.server.socket.ack(sent()[1], Status.Ok, 2);
        expect(uuids()).toEqual([uuid, next]);
        expect(other.outgoing(CONVERSATION)).toEqual([]);
        pushAnswer(browser.server.socket, 3);
        await other.forget();
    });
});
