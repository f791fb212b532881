import { beforeEach, describe, expect, test } from "vitest";
import { fullJitter, retryPause } from "../src/connection/backoff.ts";
import { type KefuClient } from "../src/index.ts";
import { Command } from "../src/protocol/Command.ts";
import { FakeBrowser } from "./fakes/FakeBrowser.ts";
import { settle } from "./fakes/FakeClock.ts";
import type { FakeTab } from "./fakes/FakeTab.ts";
import { tokenOf } from "./fakes/tokens.ts";

let browser: FakeBrowser;
let tab: FakeTab;

beforeEach(() => {
    browser = new FakeBrowser();
    tab = browser.openTab();
});

async function started(client: KefuClient = tab.client()): Promise<KefuClient> {
    await client.start();
    await settle();
    return client;
}

describe("logging in", () => {
    test("the token and the device go to /ws, and an empty queue is caught up with at once", async () => {
        const client = await started();
        const { socket } = browser.server;
        expect([socket.url, socket.protocol]).toEqual(["wss://chat.test/ws", "kefu.v1"]);
        expect(client.state).toEqual({ kind: "connecting" });
        socket.accept();
        expect(socket.frames).toEqual([[15, 1, 0, 3, tokenOf(7, 42, browser.clock.now()), expect.any(String)]]);
        socket.push(Command.AuthStatus, 0, 0, 7, 42, 1, 0);
        expect(socket.frames[1]).toEqual([26, 2, 0, 0, 0]);
        socket.push(Command.SyncBegin, 0, 0);
        socket.push(Command.SyncEnd, 0, 0, false);
        expect(client.state).toEqual({ kind: "online" });
        expect(client.identity).toEqual({ appid: 7, uid: 42 });
    });

    test("the device keeps its id", async () => {
        const first = await started();
        browser.server.socket.login();
        await first.stop();
        await started();
        browser.server.socket.login();
        const [one, two] = browser.server.sockets.map(({ frames }) => frames[0]?.[5]);
        expect(one).toBe(two);
        expect(one).toMatch(/^uuid-/);
    });

    test("stopping closes the socket with 1000, and nothing comes after it", async () => {
        const client = await started();
        browser.server.socket.login();
        await client.stop();
        expect(browser.server.socket.closedWith).toBe(1000);
        expect(client.state).toEqual({ kind: "stopped" });
        await browser.clock.advance(600_000);
        expect(browser.server.sockets.length).toBe(1);
        expect(browser.clock.pending).toBe(0);
    });

    test("a client that is stopped while it starts opens nothing", async () => {
        const client = tab.client();
        const starting = client.start();
        await client.stop();
        await starting;
        await settle();
        expect(browser.server.sockets).toEqual([]);
    });
});

describe("coming back", () => {
    test("the delay is anything from 0 to a limit that doubles from 0.5 to 20 s", () => {
        const limits = [500, 1000, 2000, 4000, 8000, 16_000, 20_000, 20_000];
        expect(limits.map((_, failures) => fullJitter(failures, () => 1))).toEqual(limits);
        expect(limits.map((_, failures) => fullJitter(failures, () => 0))).toEqual(limits.map(() => 0));
        expect(fullJitter(1000, () => 0.25)).toBe(5000);
        expect([0, 1, 2, 10].map(retryPause)).toEqual([1000, 2000, 4000, 20_000]);
    });

    test("each failure doubles it, and success begins anew", async () => {
        const client = await started();
        const delays: number[] = [];
        for (let failure = 0; failure < 3; failure++) {
            browser.server.socket.end();
            await settle();
            const { state } = client;
            if (state.kind !== "waiting") throw new Error(state.kind);
            delays.push(state.retryAt - browser.clock.now());
            await browser.clock.advance(delays.at(-1) ?? 0);
        }

        expect(delays).toEqual([250, 500, 1000]);
        browser.server.socket.login();
        browser.server.socket.push(Command.SyncBegin, 0, 0);
        browser.server.socket.push(Command.SyncEnd, 0, 0, false);
        browser.server.socket.end(1013, "storage");
        expect(client.state).toMatchObject({ retryAt: browser.clock.now() + 250, reason: "closed with 1013 storage" });
    });

    test("a stopping server's delay is obeyed", async () => {
        const client = await started();
        browser.server.socket.login();
        browser.server.socket.end(1001, "7300");
        expect(client.state).toMatchObject({ kind: "waiting", retryAt: browser.clock.now() + 7300 });
        await browser.clock.advance(7299);
        expect(browser.server.sockets.length).toBe(1);
        await browser.clock.advance(1);
        expect(browser.server.sockets.length).toBe(2);
    });

    test("1001 without a delay, as browsers and proxies send it, is like any other break", async () => {
        const client = await started();
        browser.server.socket.end(1001, "");
        expect(client.state).toMatchObject({ kind: "waiting", retryAt: browser.clock.now() + 250 });
    });

    test("a socket that the browser does not allow is tried again like one that broke", async () => {
        const openSocket = () => {
            throw new DOMException("insecure", "SecurityError");
        };
        const client = await started(tab.client({ environment: { openSocket } }));
        expect(client.state).toMatchObject({ kind: "waiting", reason: "SecurityError: insecure" });
        await browser.clock.advance(250);
        expect(client.state).toMatchObject({ kind: "waiting", retryAt: browser.clock.now() + 500 });
    });

    test("when the network is back there is no waiting, and when it goes nobody waits to find out", async () => {
        const client = await started();
        browser.server.socket.login();
        tab.network.dispatchEvent(new Event("offline"));
        await settle();
        expect(browser.server.socket.closedWith).toBe(1000);
        expect(client.state).toMatchObject({ kind: "waiting" });
        tab.network.dispatchEvent(new Event("online"));
        await settle();
        expect(browser.server.sockets.length).toBe(2);
        expect(client.state).toEqual({ kind: "connecting" });
    });

    test("trying again by hand leaves a connection that stands alone", async () => {
        const client = await started();
        browser.server.socket.login();
        client.retryNow();
        await settle();
        expect(browser.server.sockets.length).toBe(1);
    });
});

describe("liveness", () => {
    test("a socket on which nothing comes within 10 s is given up", async () => {
        const client = await started();
        await browser.clock.advance(9_999);
        expect(browser.server.socket.closedWith).toBeNull();
        await browser.clock.advance(1);
        expect(browser.server.socket.closedWith).toBe(1000);
        expect(client.state).toMatchObject({ kind: "waiting", reason: "closed with 1006 nothing came within 10 s" });
    });

    test("a PING every 30 s, and an answer to each keeps the connection", async () => {
        await started();
        const { socket } = browser.server;
        socket.login();
        for (let ping = 1; ping <= 3; ping++) {
            await browser.clock.advance(30_000);
            expect(socket.sent(Command.Ping).length).toBe(ping);
            await browser.clock.advance(9_000);
            socket.push(Command.Pong, 0, 0);
            await browser.clock.advance(-9_000);
        }

        expect(socket.closedWith).toBeNull();
    });

    test("a PING without an answer ends it", async () => {
        await started();
        const { socket } = browser.server;
        socket.login();
        await browser.clock.advance(39_999);
        expect(socket.closedWith).toBeNull();
        await browser.clock.advance(1);
        expect(socket.closedWith).toBe(1000);
    });

    test("bytes that are no frame end it", async () => {
        const client = await started();
        browser.server.socket.login();
        browser.server.socket.pushBytes(Uint8Array.of(0xc1));
        expect(client.state).toMatchObject({ kind: "waiting", reason: expect.stringContaining("cannot be read") });
    });
});
