import { beforeEach, describe, expect, test } from "vitest";
import type { KefuClient } from "../src/index.ts";
import { Command } from "../src/protocol/Command.ts";
import { Status } from "../src/protocol/Status.ts";
import type { FakeBrowser } from "./fakes/FakeBrowser.ts";
import { settle } from "./fakes/FakeClock.ts";
import type { FakeTab } from "./fakes/FakeTab.ts";
import { CONVERSATION, pushAnswer, pushLive } from "./fakes/messages.ts";
import { at, OpenTabs } from "./fakes/OpenTabs.ts";
import { recorded } from "./fakes/recorded.ts";
import { tokenOf } from "./fakes/tokens.ts";

const UUID = 9;

let browser: FakeBrowser;
let tabs: FakeTab[];
let clients: KefuClient[];
let keys: number[][];
let open: OpenTabs;

beforeEach(async () => {
    open = await OpenTabs.three();
    ({ browser, tabs, clients, keys } = open);
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
        await open.add();
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
        const request = async () => {
            throw new DOMException("an opaque origin", "SecurityError");
        };
        for (const environment of [{ locks: null }, { openChannel: null }, { locks: { request } }]) {
            const client = browser.openTab().client({ environment });
            await client.start();
            expect(client.isLeader).toBe(true);
        }

        await settle();
        expect(browser.server.sockets.length).toBe(4);
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

        channel.onmessage = null;
        pushAnswer(browser.server.socket, 7);
        await settle();
        channel.onmessage = receive;
        pushAnswer(browser.server.socket, 8);
        await settle();
        expect(at(keys, 1)).toEqual([3, 4, 5, 6, 7, 8]);
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
    open = new OpenTabs();
    ({ browser } = open);
    await open.add("now");
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
