import { beforeEach, describe, expect, test } from "vitest";
import type { KefuClient } from "../src/index.ts";
import { Command } from "../src/protocol/Command.ts";
import { Status } from "../src/protocol/Status.ts";
import { FakeBrowser } from "./fakes/FakeBrowser.ts";
import { settle } from "./fakes/FakeClock.ts";
import type { FakeTab } from "./fakes/FakeTab.ts";
import { answerSync, CONVERSATION, pushAnswer, textContent } from "./fakes/messages.ts";
import { recorded } from "./fakes/recorded.ts";

let browser: FakeBrowser;
let tab: FakeTab;
let keys: number[];

beforeEach(() => {
    browser = new FakeBrowser();
    tab = browser.openTab();
    keys = [];
});

async function started(client: KefuClient = tab.client()): Promise<KefuClient> {
    client.on("message", ({ syncKey }) => keys.push(syncKey));
    await client.start();
    await settle();
    return client;
}

/** A client that holds the messages up to 5. */
async function atFive(): Promise<KefuClient> {
    const client = await started();
    browser.server.socket.login(5);
    answerSync(browser.server.socket, 0, [1, 2, 3, 4, 5], 5);
    return client;
}

describe("catching up", () => {
    test("a new device begins where the server lets it", async () => {
        const client = await started();
        const resets = recorded(client, "reset");
        browser.server.socket.login(500);
        expect(browser.server.socket.sent(Command.Sync)).toEqual([[26, 2, 0, 0, 0]]);
        answerSync(browser.server.socket, 300, [301, 302], 302, true);
        expect(client.state.kind).toBe("connecting");
        expect(browser.server.socket.sent(Command.Sync).at(-1)).toEqual([26, 3, 0, 302, 0]);
        answerSync(browser.server.socket, 302, [303, 500], 500);
        expect(client.state.kind).toBe("online");
        expect(keys).toEqual([301, 302, 303, 500]);
        expect(resets).toEqual([]);
    });

    test("from now on: at the newest there is, and what was loaded before is to be loaded again", async () => {
        const client = tab.client({ from: "now" });
        const resets = recorded(client, "reset");
        await started(client);
        browser.server.socket.login(500);
        expect(browser.server.socket.sent(Command.Sync)).toEqual([]);
        expect(client.state.kind).toBe("online");
        expect(resets.length).toBe(1);
        pushAnswer(browser.server.socket, 501);
        expect(keys).toEqual([501]);
        browser.server.socket.end();
        await browser.clock.advance(20_000);
        browser.server.socket.login(503);
        expect(browser.server.socket.sent(Command.Sync)).toEqual([[26, 2, 0, 501, 0]]);
        expect(resets.length).toBe(1);
        await browser.clock.advance(5000);
        expect(browser.server.socket.sent(Command.SyncKey)).toEqual([]);
    });

    test("after a reload it goes on behind what was delivered", async () => {
        const client = await atFive();
        pushAnswer(browser.server.socket, 6);
        await settle();
        await client.stop();
        keys = [];
        await started(browser.openTab().client());
        browser.server.socket.login(7);
        expect(browser.server.socket.sent(Command.Sync)).toEqual([[26, 2, 0, 6, 0]]);
        answerSync(browser.server.socket, 6, [7], 7);
        expect(keys).toEqual([7]);
    });

    test("what was removed is passed over", async () => {
        await started();
        browser.server.socket.login(9);
        answerSync(browser.server.socket, 0, [2, 5], 9);
        pushAnswer(browser.server.socket, 10);
        expect(keys).toEqual([2, 5, 10]);
    });

    test("a SYNC that is refused for now is sent again", async () => {
        const client = await started();
        const { socket } = browser.server;
        socket.login(1);
        socket.ack(socket.sent(Command.Sync)[0], Status.RateLimited);
        await browser.clock.advance(999);
        expect(socket.sent(Command.Sync).length).toBe(1);
        await browser.clock.advance(1);
        expect(socket.sent(Command.Sync).length).toBe(2);
        answerSync(socket, 0, [1], 1);
        expect(client.state.kind).toBe("online");
    });

    test("a queue that was restored from a backup: what is shown is to be loaded again", async () => {
        const client = await atFive();
        const resets = recorded(client, "reset");
        browser.server.socket.end();
        await browser.clock.advance(20_000);
        browser.server.socket.login(3);
        expect(browser.server.socket.sent(Command.Sync)).toEqual([[26, 2, 0, 5, 0]]);
        answerSync(browser.server.socket, 3, [], 3);
        expect(resets.length).toBe(1);
        pushAnswer(browser.server.socket, 4);
        expect(keys).toEqual([1, 2, 3, 4, 5, 4]);
        await client.stop();
        await started(browser.openTab().client());
        browser.server.socket.login(4);
        expect(browser.server.socket.sent(Command.Sync)).toEqual([]);
    });
});

describe("live", () => {
    test("the very next message is taken, one that is known is ignored", async () => {
        await atFive();
        const { socket } = browser.server;
        pushAnswer(socket, 6);
        pushAnswer(socket, 6);
        pushAnswer(socket, 3);
        expect(keys).toEqual([1, 2, 3, 4, 5, 6]);
        expect(socket.sent(Command.Sync).length).toBe(1);
    });

    test("a gap is asked for, and what comes meanwhile is taken from the answer", async () => {
        await atFive();
        const { socket } = browser.server;
        pushAnswer(socket, 8);
        expect(keys).toEqual([1, 2, 3, 4, 5]);
        expect(socket.sent(Command.Sync).at(-1)).toEqual([26, 3, 0, 5, 0]);
        pushAnswer(socket, 9);
        answerSync(socket, 5, [6, 7, 8], 8);
        expect(socket.sent(Command.Sync).at(-1)).toEqual([26, 4, 0, 8, 0]);
        answerSync(socket, 8, [9], 9);
        expect(keys).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
        pushAnswer(socket, 10);
        expect(keys.at(-1)).toBe(10);
    });

    test.each([
        ["a PONG", Command.Pong],
        ["a notice", Command.SyncNotify],
    ])("%s with a key ahead of ours asks for what went astray, any other asks nothing", async (_, command) => {
        await atFive();
        const { socket } = browser.server;
        for (const key of [0, 4, 5]) socket.push(command, 0, key);
        expect(socket.sent(Command.Sync).length).toBe(1);
        socket.push(command, 0, 6);
        expect(socket.sent(Command.Sync).at(-1)).toEqual([26, 3, 0, 5, 0]);
        answerSync(socket, 5, [6], 6);
        expect(keys.at(-1)).toBe(6);
    });

    test("an answer of the server to an own message, while it is asked for others, is no step", async () => {
        const client = await atFive();
        const resets = recorded(client, "reset");
        const { socket } = browser.server;
        client.send(CONVERSATION, { type: "text", text: "hi" });
        await settle();
        socket.push(Command.SyncNotify, 0, 7);
        socket.ack(socket.sent(Command.Customer)[0], Status.Ok, 6);
        expect(keys.at(-1)).toBe(5);
        socket.push(Command.SyncBegin, 0, 5);
        socket.push(Command.Customer, 1, 7, 42, 1001, 55, 1, textContent("hi"), "u", 6, 5);
        socket.push(Command.SyncEnd, 0, 6, false);
        expect(keys.at(-1)).toBe(6);
        expect(resets).toEqual([]);
    });

    test("how far it came is confirmed every few seconds at most", async () => {
        await atFive();
        const { socket } = browser.server;
        pushAnswer(socket, 6);
        await browser.clock.advance(2999);
        expect(socket.sent(Command.SyncKey)).toEqual([]);
        pushAnswer(socket, 7);
        await browser.clock.advance(1);
        expect(socket.sent(Command.SyncKey)).toEqual([[34, 3, 0, 7]]);
        await browser.clock.advance(9000);
        expect(socket.sent(Command.SyncKey).length).toBe(1);
        pushAnswer(socket, 8);
        await browser.clock.advance(3000);
        expect(socket.sent(Command.SyncKey).at(-1)?.[3]).toBe(8);
    });

    test("what was confirmed is not confirmed again, but what comes after a restore is", async () => {
        await atFive();
        await browser.clock.advance(3000);
        expect(browser.server.socket.sent(Command.SyncKey).at(-1)?.[3]).toBe(5);
        browser.server.socket.end();
        await browser.clock.advance(1000);
        browser.server.socket.login(5);
        await browser.clock.advance(3000);
        expect(browser.server.socket.sent(Command.SyncKey)).toEqual([]);
        browser.server.socket.end();
        await browser.clock.advance(1000);
        browser.server.socket.login(3);
        answerSync(browser.server.socket, 3, [], 3);
        pushAnswer(browser.server.socket, 4);
        await browser.clock.advance(3000);
        expect(browser.server.socket.sent(Command.SyncKey).at(-1)?.[3]).toBe(4);
    });

    test("a listener that throws keeps nothing from the others", async () => {
        const client = await atFive();
        const thrown = new Promise(resolve => process.once("uncaughtException", resolve));
        client.on("message", () => {
            throw new Error("a bug of the page");
        });
        const later = recorded(client, "message");
        pushAnswer(browser.server.socket, 6);
        expect(later.length).toBe(1);
        expect(String(await thrown)).toBe("Error: a bug of the page");
    });
});
