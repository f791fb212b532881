import { beforeEach, describe, expect, test } from "vitest";
import type { KefuClient } from "../src/index.ts";
import { Command } from "../src/protocol/Command.ts";
import { Status } from "../src/protocol/Status.ts";
import { FakeBrowser } from "./fakes/FakeBrowser.ts";
import { settle } from "./fakes/FakeClock.ts";
import type { FakeTab } from "./fakes/FakeTab.ts";
import { answerSync, CONVERSATION, pushAnswer, pushLive } from "./fakes/messages.ts";
import { recorded } from "./fakes/recorded.ts";
import { tokenOf } from "./fakes/tokens.ts";

const UUID = 9;

let browser: FakeBrowser;
let tabs: FakeTab[];
let clients: KefuClient[];
/** The keys of what each tab was delivered. */
let keys: number[][];

async function open(from: "now" | "last" = "last"): Promise<KefuClient> {
    const tab = browser.openTab();
    const client = tab.client({ from });
    const delivered: number[] = [];
    client.on("message", ({ syncKey }) => delivered.push(syncKey));
    tabs.push(tab);
    clients.push(client);
    keys.push(delivered);
    await client.start();
    await settle();
    return client;
}

function at<T>(list: readonly T[], index: number): T {
    const item = list[index];
    if (item === undefined) throw new Error(`there is no ${index}`);
    return item;
}

/** Three tabs, online, with messages up to 2 delivered to the first only. */
beforeEach(async () => {
    browser = new FakeBrowser();
    [tabs, clients, keys] = [[], [], []];
    await open();
    browser.server.socket.login(2);
    answerSync(browser.server.socket, 0, [1, 2], 2);
    await open();
    await open();
});

describe("one socket", () => {
    test("the first tab has it, and every tab hears everything from its beginning on, once", async () => {
        expect(clients.map(({ isLeader }) => isLeader)).toEqual([true, false, false]);
        expect(clients.map(({ state }) => state.kind)).toEqual(["online", "online", "online"]);
        pushAnswer(browser.server.socket, 3);
        pushAnswer(browser.server.socket, 4);
        pushAnswer(browser.server.socket, 3);
        await settle();
        expect(keys).toEqual([
            [1, 2, 3, 4],
            [3, 4],
            [3, 4],
        ]);
        expect(browser.server.sockets.length).toBe(1);
    });

    test("any tab's messages go over it, and all tabs hear of them", async () => {
        const [states, messages] = [recorded(at(clients, 2), "outgoing"), recorded(at(clients, 0), "message")];
        const { uuid } = at(clients, 1).send(CONVERSATION, { type: "text", text: "hi" });
        await settle();
        const [frame] = browser.server.socket.sent(Command.Customer);
        expect(frame?.[UUID]).toBe(uuid);
        expect(clients.map(client => client.outgoing(CONVERSATION).map(({ state }) => state))).toEqual(
            Array(3).fill(["sent"]),
        );
        browser.server.socket.ack(frame, Status.Ok, 3);
        await settle();
        expect(states.map(({ uuid: of, state }) => [of, state])).toEqual([
            [uuid, "queued"],
            [uuid, "sent"],
            [uuid, "stored"],
        ]);
        expect(messages).toMatchObject([{ uuid, syncKey: 3, isSelf: true }]);
        expect(keys).toEqual([[1, 2, 3], [3], [3]]);
        expect(clients.map(client => client.outgoing(CONVERSATION))).toEqual([[], [], []]);
    });

    test("a refused message is shown in all tabs until one writes it anew", async () => {
        const { uuid } = at(clients, 1).send(CONVERSATION, { type: "text", text: "hi" });
        await settle();
        browser.server.socket.ack(browser.server.socket.sent(Command.Customer)[0], 26, 0, "no");
        await settle();
        await open();
        const shown = () =>
            clients.map(client => client.outgoing(CONVERSATION).map(({ state, reason }) => [state, reason]));
        expect(shown()).toEqual(Array(4).fill([["refused", "no"]]));
        at(clients, 2).resend(uuid);
        await settle();
        expect(shown()).toEqual(Array(4).fill([["sent", null]]));
    });

    test("typing, read marks and states reach all tabs", async () => {
        const typing = clients.map(client => recorded(client, "typing"));
        const reads = clients.map(client => recorded(client, "read"));
        const states = clients.map(client => recorded(client, "state"));
        pushLive(browser.server.socket, { type: "typing" });
        pushLive(browser.server.socket, { type: "read", sync_key: 2 });
        at(clients, 1).read(CONVERSATION, 2);
        at(clients, 2).typing(CONVERSATION);
        await browser.clock.advance(300);
        const [type, mark] = browser.server.socket.sent(Command.Customer);
        expect([type?.[8], mark?.[8]]).toEqual(['{"type":"typing"}', '{"type":"read","sync_key":2}']);
        browser.server.socket.ack(mark, Status.Ok);
        browser.server.socket.end();
        await settle();
        for (const tab of [0, 1, 2]) {
            expect(at(typing, tab)).toMatchObject([{ from: "seller", isTyping: true }]);
            expect(at(reads, tab).map(({ by }) => by)).toEqual(["other", "me"]);
            expect(at(states, tab).map(({ kind }) => kind)).toEqual(["waiting"]);
        }

        at(clients, 2).retryNow();
        await settle();
        expect(browser.server.sockets.length).toBe(2);
    });

    test("another identity has another", async () => {
        const other = browser.openTab().client({ token: async () => tokenOf(7, 43, browser.clock.now()) });
        await other.start();
        expect(other.isLeader).toBe(true);
        await settle();
        expect(browser.server.sockets.length).toBe(2);
    });

    test("without locks, or without a channel, each tab has its own", async () => {
        for (const environment of [{ locks: null }, { openChannel: null }]) {
            const client = browser.openTab().client({ environment });
            await client.start();
            expect(client.isLeader).toBe(true);
        }

        await settle();
        expect(browser.server.sockets.length).toBe(3);
    });
});

describe("taking over", () => {
    test("when the leader dies the next tab goes on where that tab was: nothing twice, nothing lost", async () => {
        pushAnswer(browser.server.socket, 3);
        await settle();
        at(tabs, 0).die();
        await settle();
        expect(clients.map(({ isLeader }) => isLeader)).toEqual([true, true, false]);
        expect(browser.server.sockets.length).toBe(2);
        browser.server.socket.login(5);
        expect(browser.server.socket.sent(Command.Sync)).toEqual([[26, 2, 0, 3, 0]]);
        answerSync(browser.server.socket, 3, [4, 5], 5);
        await settle();
        expect(keys).toEqual([
            [1, 2, 3],
            [3, 4, 5],
            [3, 4, 5],
        ]);
    });

    test("what the leader had on its way is sent by the next, with the same uuid and in order", async () => {
        const first = at(clients, 0).send(CONVERSATION, { type: "text", text: "1" });
        await settle();
        const second = at(clients, 2).send(CONVERSATION, { type: "text", text: "2" });
        await settle();
        at(tabs, 0).die();
        await settle();
        const { socket } = browser.server;
        socket.login(2);
        await settle();
        expect(socket.sent(Command.Customer).map(frame => frame[UUID])).toEqual([first.uuid]);
        socket.ack(socket.sent(Command.Customer)[0], Status.Ok, 3);
        await settle();
        expect(socket.sent(Command.Customer).map(frame => frame[UUID])).toEqual([first.uuid, second.uuid]);
        socket.ack(socket.sent(Command.Customer)[1], Status.Ok, 4);
        await settle();
        expect(keys).toEqual([
            [1, 2],
            [3, 4],
            [3, 4],
        ]);
        expect(at(clients, 2).outgoing(CONVERSATION)).toEqual([]);
    });

    test("an answer that the leader heard and told nobody does not double the message", async () => {
        const { uuid } = at(clients, 1).send(CONVERSATION, { type: "text", text: "1" });
        await settle();
        const [frame] = browser.server.socket.sent(Command.Customer);
        at(tabs, 0).isAlive = false;
        browser.server.socket.ack(frame, Status.Ok, 3);
        at(tabs, 0).die();
        await settle();
        const { socket } = browser.server;
        socket.login(3);
        socket.push(Command.SyncBegin, 0, 2);
        socket.push(Command.Customer, 1, 7, 42, 1001, 55, 5, String(frame?.[8]), uuid, 3, 2);
        socket.push(Command.SyncEnd, 0, 3, false);
        await settle();
        expect(socket.sent(Command.Customer)).toEqual([]);
        expect(keys).toEqual([[1, 2, 3], [3], [3]]);
        expect(at(clients, 1).outgoing(CONVERSATION)).toEqual([]);
    });

    test("positions that were read and not yet stored are told by the next", async () => {
        at(clients, 2).read(CONVERSATION, 2);
        await settle();
        at(tabs, 0).die();
        await settle();
        browser.server.socket.login(2);
        await browser.clock.advance(300);
        expect(browser.server.socket.sent(Command.Customer)[0]?.[8]).toBe('{"type":"read","sync_key":2}');
    });

    test("a leader that stops hands over as well, and its socket is closed", async () => {
        await at(clients, 0).stop();
        await settle();
        expect(at(browser.server.sockets, 0).closedWith).toBe(1000);
        expect(clients.map(({ isLeader }) => isLeader)).toEqual([false, true, false]);
        expect(browser.server.sockets.length).toBe(2);
        await at(clients, 1).stop();
        await settle();
        expect(at(clients, 2).isLeader).toBe(true);
        await at(clients, 2).stop();
        await settle();
        expect(browser.server.sockets.map(({ closedWith }) => closedWith)).toEqual([1000, 1000, 1000]);
    });

    test("a follower that stops hears nothing any more, and never leads", async () => {
        await at(clients, 1).stop();
        pushAnswer(browser.server.socket, 3);
        at(tabs, 0).die();
        await settle();
        expect(at(keys, 1)).toEqual([]);
        expect(clients.map(({ isLeader }) => isLeader)).toEqual([true, false, true]);
    });

    test("a message written while nobody leads is sent by whoever does next", async () => {
        at(tabs, 0).die();
        const { uuid } = at(clients, 2).send(CONVERSATION, { type: "text", text: "1" });
        await settle();
        browser.server.socket.login(2);
        await settle();
        expect(browser.server.socket.sent(Command.Customer).map(frame => frame[UUID])).toEqual([uuid]);
    });

    test("a page that is opened brings what one that died had kept and not handed in", async () => {
        const dead = browser.openTab();
        const lost = dead.client();
        lost.send(CONVERSATION, { type: "text", text: "1" });
        await lost.start();
        dead.die();
        await settle();
        await open();
        expect(browser.server.socket.sent(Command.Customer).length).toBe(1);
    });
});

describe("a tab that missed something", () => {
    test("asks the leader for it", async () => {
        const channel = at(at(tabs, 1).channels, 0);
        const receive = channel.onmessage;
        channel.onmessage = null;
        pushAnswer(browser.server.socket, 3);
        pushAnswer(browser.server.socket, 4);
        await settle();
        channel.onmessage = receive;
        pushAnswer(browser.server.socket, 5);
        pushAnswer(browser.server.socket, 6);
        await settle();
        expect(keys).toEqual([
            [1, 2, 3, 4, 5, 6],
            [3, 4, 5, 6],
            [3, 4, 5, 6],
        ]);
    });

    test("is told to load again when it missed more than the leader remembers", async () => {
        const resets = clients.map(client => recorded(client, "reset"));
        const channel = at(at(tabs, 1).channels, 0);
        const receive = channel.onmessage;
        channel.onmessage = null;
        for (let key = 3; key <= 210; key++) pushAnswer(browser.server.socket, key);
        await settle();
        channel.onmessage = receive;
        pushAnswer(browser.server.socket, 211);
        pushAnswer(browser.server.socket, 212);
        await settle();
        expect(resets.map(({ length }) => length)).toEqual([0, 1, 0]);
        pushAnswer(browser.server.socket, 213);
        await settle();
        expect(at(keys, 1)).toEqual([213]);
        expect(at(keys, 2).at(-1)).toBe(213);
    });
});

test("from now on, in a second tab as well: what it loaded before is to be loaded again", async () => {
    browser = new FakeBrowser();
    await open("now");
    const second = browser.openTab().client({ from: "now" });
    const resets = recorded(second, "reset");
    await second.start();
    await settle();
    expect(resets).toEqual([]);
    browser.server.socket.login(9);
    await settle();
    expect(resets.length).toBe(1);
    const third = browser.openTab().client({ from: "now" });
    const later = recorded(third, "reset");
    await third.start();
    await settle();
    expect(later.length).toBe(1);
    pushAnswer(browser.server.socket, 10);
    await settle();
    expect(resets.length).toBe(1);
});
