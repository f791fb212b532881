import { beforeEach, describe, expect, test } from "vitest";
import type { KefuClient } from "../src/index.ts";
import { Command } from "../src/protocol/Command.ts";
import { Status } from "../src/protocol/Status.ts";
import type { FakeBrowser } from "./fakes/FakeBrowser.ts";
import { FakeChannel } from "./fakes/FakeChannel.ts";
import { settle } from "./fakes/FakeClock.ts";
import type { FakeTab } from "./fakes/FakeTab.ts";
import { answerSync, CONVERSATION, pushAnswer } from "./fakes/messages.ts";
import { at, OpenTabs } from "./fakes/OpenTabs.ts";

const UUID = 9;
const INCOMING = {
    conversation: CONVERSATION,
    from: "seller",
    sellerId: 55,
    timestamp: 1,
    content: "{}",
    uuid: "s3",
    isSelf: false,
};

let browser: FakeBrowser;
let tabs: FakeTab[];
let clients: KefuClient[];
let keys: number[][];
let open: OpenTabs;

beforeEach(async () => {
    open = await OpenTabs.three();
    ({ browser, tabs, clients, keys } = open);
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

    test("a leader hears no other: what a dying one still says, it asks the server for", async () => {
        const channel = new FakeChannel(at(tabs, 1), "kefuchat:chat.test:7.42");
        const message = { ...INCOMING, syncKey: 3 };
        const delivery = { prev: 2, key: 3, message, reset: null };
        channel.postMessage({ to: "tabs", body: { kind: "delivery", delivery } });
        await settle();
        expect(keys).toEqual([[1, 2], [3], [3]]);
        pushAnswer(browser.server.socket, 3);
        await settle();
        expect(keys).toEqual([[1, 2, 3], [3], [3]]);
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
        await open.add();
        expect(browser.server.socket.sent(Command.Customer).length).toBe(1);
    });
});
