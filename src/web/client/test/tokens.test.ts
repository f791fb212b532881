import { beforeEach, expect, test } from "vitest";
import { type KefuClient, TokenUnavailableError } from "../src/index.ts";
import { Command } from "../src/protocol/Command.ts";
import { FakeBrowser } from "./fakes/FakeBrowser.ts";
import { settle } from "./fakes/FakeClock.ts";
import type { FakeTab } from "./fakes/FakeTab.ts";
import { recorded } from "./fakes/recorded.ts";
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

test("a token that is about to expire is not used again", async () => {
    let asked = 0;
    const token = async () => tokenOf(7, 42, browser.clock.now(), 60, ++asked);
    await started(tab.client({ token }));
    browser.server.socket.login();
    browser.server.socket.end();
    await browser.clock.advance(1000);
    expect(asked).toBe(1);
    browser.server.socket.login();
    await browser.clock.advance(29_000);
    browser.server.socket.end();
    await browser.clock.advance(1000);
    expect(asked).toBe(2);
});

test("a refused token is not used again, and two fresh ones that are refused end the attempts", async () => {
    const requests: boolean[] = [];
    const token = async ({ isRefused }: { isRefused: boolean }) =>
        tokenOf(7, 42, browser.clock.now(), 3600, requests.push(isRefused));
    const client = tab.client({ token });
    const refusals = recorded(client, "refusedToken");
    await started(client);
    for (let attempt = 0; attempt < 3; attempt++) {
        browser.server.socket.accept();
        browser.server.socket.push(Command.AuthStatus, 0, 1, 0, 0, 0, 0);
        browser.server.socket.end(4401, "expired");
        await browser.clock.advance(1000);
    }

    expect(requests).toEqual([false, true, true]);
    expect(refusals).toEqual(Array(3).fill({ reason: "expired" }));
    expect(client.state).toEqual({ kind: "refused", reason: "fresh tokens are refused: expired" });
    await browser.clock.advance(600_000);
    expect(browser.server.sockets.length).toBe(3);

    client.retryNow();
    await settle();
    expect(requests.length).toBe(4);
    browser.server.socket.login();
    expect(browser.server.sockets.length).toBe(4);
});

test("a provider that fails is asked again, and one that has none is not", async () => {
    let answer: () => string = () => {
        throw new Error("the shop is down");
    };
    const client = tab.client({ token: async () => answer() });
    const starting = client.start();
    const failure = expect(starting).rejects.toThrow("signed out");
    await settle();
    expect(client.state).toMatchObject({ kind: "waiting", reason: "no token: Error: the shop is down" });
    answer = () => {
        throw new TokenUnavailableError("signed out");
    };
    await browser.clock.advance(250);
    await failure;
    expect(client.state).toMatchObject({ kind: "refused", reason: expect.stringContaining("signed out") });

    answer = () => tokenOf(7, 42, browser.clock.now());
    client.retryNow();
    await settle();
    expect(client.state).toEqual({ kind: "connecting" });
});

test("a token that is none is refused", async () => {
    for (const none of ["nonsense", JSON.stringify({ token: tokenOf(7, 42, browser.clock.now()) })]) {
        await expect(tab.client({ token: async () => none }).start()).rejects.toThrow("the token has no appid");
    }
});

test("the newline behind a token is none of it", async () => {
    const token = tokenOf(7, 42, browser.clock.now());
    await started(tab.client({ token: async () => `${token}\n` }));
    browser.server.socket.accept();
    expect(browser.server.socket.sent(Command.AuthToken)[0]?.[4]).toBe(token);
});

test("a token of somebody else is refused", async () => {
    let uid = 42;
    const client = await started(tab.client({ token: async () => tokenOf(7, uid, browser.clock.now()) }));
    browser.server.socket.accept();
    uid = 43;
    browser.server.socket.end(4401, "expired");
    await browser.clock.advance(1000);
    expect(client.state).toMatchObject({ kind: "refused", reason: expect.stringContaining("somebody else") });
});

test("the provider is told when the client is stopped", async () => {
    let signal: AbortSignal | undefined;
    const client = tab.client({
        token: request => {
            signal = request.signal;
            return new Promise(() => {});
        },
    });
    void client.start();
    await settle();
    expect(signal?.aborted).toBe(false);
    await client.stop();
    expect(signal?.aborted).toBe(true);
});

test("a provider that does not answer is asked again after 30 s", async () => {
    const signals: AbortSignal[] = [];
    const token = ({ signal }: { signal: AbortSignal }) =>
        signals.push(signal) === 1
            ? new Promise<string>(() => {})
            : Promise.resolve(tokenOf(7, 42, browser.clock.now()));
    const starting = tab.client({ token }).start();
    await browser.clock.advance(31_000);
    await starting;
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    expect(browser.clock.pending).toBeLessThanOrEqual(1);
});

test("a client that was stopped while the provider was asked starts anew", async () => {
    let asked = 0;
    const token = () =>
        asked++ === 0 ? new Promise<string>(() => {}) : Promise.resolve(tokenOf(7, 42, browser.clock.now()));
    const client = tab.client({ token });
    const first = client.start();
    await settle();
    await client.stop();
    await first;
    void client.start();
    await browser.clock.advance(1000);
    expect(client.isLeader).toBe(true);
});
