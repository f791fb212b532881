import { beforeEach, expect, test } from "vitest";
import type { KefuClient } from "../src/index.ts";
import { Command } from "../src/protocol/Command.ts";
import { Status } from "../src/protocol/Status.ts";
import { FakeBrowser } from "./fakes/FakeBrowser.ts";
import { settle } from "./fakes/FakeClock.ts";
import type { Frame } from "./fakes/FakeSocket.ts";
import { CONVERSATION, pushLive } from "./fakes/messages.ts";
import { recorded } from "./fakes/recorded.ts";

const OTHER = "1002.7.42";

let browser: FakeBrowser;
let client: KefuClient;

beforeEach(async () => {
    browser = new FakeBrowser();
    browser.server.answers.set("POST /api/stores/1002/assignment", { body: { seller: { appid: 1, uid: 77 } } });
    client = browser.openTab().client({ from: "now" });
    await client.start();
    await settle();
    browser.server.socket.login(50);
});

/** The marks that were sent: conversation's store, seller, key. */
function marks(): unknown[] {
    return frames().map(frame => [frame[5], frame[6], JSON.parse(String(frame[8])).sync_key]);
}

function frames(): Frame[] {
    return browser.server.socket.sent(Command.Customer);
}

test("what is read within a moment is told once, for each conversation", async () => {
    client.read(CONVERSATION, 10);
    client.read(CONVERSATION, 12);
    client.read(CONVERSATION, 11);
    client.read(OTHER, 7);
    await browser.clock.advance(299);
    expect(marks()).toEqual([]);
    await browser.clock.advance(1);
    expect(marks()).toEqual([
        [1001, 55, 12],
        [1002, 77, 7],
    ]);
    expect(frames()[0]?.[2]).toBe(3);
    expect(frames()[0]?.[9]).toBe("");
});

test("positions never go back, and one that is stored is told to the page and not sent again", async () => {
    const reads = recorded(client, "read");
    client.read(CONVERSATION, 12);
    await browser.clock.advance(300);
    expect(reads).toEqual([]);
    browser.server.socket.ack(frames()[0], Status.Ok);
    expect(reads).toEqual([{ conversation: CONVERSATION, by: "me", syncKey: 12 }]);
    client.read(CONVERSATION, 12);
    client.read(CONVERSATION, 5);
    await browser.clock.advance(1000);
    expect(marks().length).toBe(1);
    client.read(CONVERSATION, 13);
    await browser.clock.advance(300);
    expect(marks().at(-1)).toEqual([1001, 55, 13]);
});

test("one that another device told is not told again", async () => {
    const fields = [7, 42, 1001, 55, 1, '{"type":"read","sync_key":20}', "", 0, 0];
    browser.server.socket.push(Command.Customer, 2, ...fields);
    client.read(CONVERSATION, 20);
    await browser.clock.advance(300);
    expect(marks()).toEqual([]);
});

test("one that is not stored is sent again after a pause, and on the next connection", async () => {
    client.read(CONVERSATION, 12);
    await browser.clock.advance(300);
    browser.server.socket.ack(frames()[0], Status.StorageUnavailable);
    await browser.clock.advance(999);
    expect(marks().length).toBe(1);
    await browser.clock.advance(1);
    expect(marks().length).toBe(2);
    browser.server.socket.end();
    await browser.clock.advance(1000);
    browser.server.socket.login(50);
    await browser.clock.advance(300);
    expect(marks()).toEqual([[1001, 55, 12]]);
});

test("one that is refused for good is let be", async () => {
    const reads = recorded(client, "read");
    client.read(CONVERSATION, 12);
    await browser.clock.advance(300);
    browser.server.socket.ack(frames()[0], 26);
    await browser.clock.advance(20_000);
    expect(marks().length).toBe(1);
    expect(reads).toEqual([]);
});

test("what was read before the start, and while offline, is told when there is a connection", async () => {
    browser = new FakeBrowser();
    client = browser.openTab().client({ from: "now" });
    client.read(CONVERSATION, 3);
    await client.start();
    await settle();
    client.read(CONVERSATION, 4);
    await browser.clock.advance(1000);
    browser.server.socket.login(50);
    await browser.clock.advance(300);
    expect(marks()).toEqual([[1001, 55, 4]]);
});

test("where there is no seller there is nobody to tell", async () => {
    browser.server.answers.set("POST /api/stores/1001/assignment", { status: 404 });
    client.read(CONVERSATION, 12);
    await browser.clock.advance(20_000);
    expect(browser.server.calls.length).toBe(1);
    expect(marks()).toEqual([]);
});

test("a seller who cannot be found for now is looked for again", async () => {
    browser.server.answers.set("POST /api/stores/1001/assignment", { status: 503 });
    client.read(CONVERSATION, 12);
    await browser.clock.advance(300);
    expect(marks()).toEqual([]);
    browser.server.answers.set("POST /api/stores/1001/assignment", { body: { seller: { appid: 1, uid: 55 } } });
    await browser.clock.advance(1000);
    expect(marks()).toEqual([[1001, 55, 12]]);
});

test("typing is told at most every 3 s, its end once, and anew after a message", async () => {
    const told = () => frames().map(frame => JSON.parse(String(frame[8])) as object);
    client.typing(CONVERSATION, false);
    client.typing(CONVERSATION);
    await browser.clock.advance(2999);
    client.typing(CONVERSATION);
    await settle();
    expect(told()).toEqual([{ type: "typing" }]);
    await browser.clock.advance(1);
    client.typing(CONVERSATION);
    client.typing(CONVERSATION, false);
    client.typing(CONVERSATION, false);
    await settle();
    expect(told()).toEqual([{ type: "typing" }, { type: "typing" }, { type: "typing", is_typing: false }]);
    client.typing(CONVERSATION);
    client.send(CONVERSATION, { type: "text", text: "hi" });
    client.typing(CONVERSATION);
    await settle();
    expect(told().filter(content => "type" in content && content.type === "typing").length).toBe(5);
});

test("typing while offline is dropped", async () => {
    browser.server.socket.end();
    client.typing(CONVERSATION);
    await browser.clock.advance(1000);
    browser.server.socket.login(50);
    await browser.clock.advance(1000);
    expect(frames()).toEqual([]);
});

test("who types is forgotten after 6 s without news, when it ends, and when a message comes", async () => {
    const notices = recorded(client, "typing");
    const { socket } = browser.server;
    pushLive(socket, { type: "typing" });
    await browser.clock.advance(4000);
    pushLive(socket, { type: "typing" });
    await browser.clock.advance(5999);
    expect(notices.map(({ isTyping }) => isTyping)).toEqual([true]);
    await browser.clock.advance(1);
    expect(notices.map(({ isTyping }) => isTyping)).toEqual([true, false]);

    pushLive(socket, { type: "typing" });
    pushLive(socket, { type: "typing", is_typing: false });
    pushLive(socket, { type: "typing" }, 56);
    socket.push(Command.CustomerSupport, 17, 7, 42, 1001, 56, 1, '{"text":"there"}', "s51", 51, 50);
    expect(notices.slice(2).map(({ sellerId, isTyping }) => [sellerId, isTyping])).toEqual([
        [55, true],
        [55, false],
        [56, true],
        [56, false],
    ]);
    await browser.clock.advance(10_000);
    expect(notices.length).toBe(6);
});

test("live messages that say nothing known are passed over", async () => {
    const events = (["typing", "read", "notice", "message", "reset"] as const).map(event => recorded(client, event));
    for (const content of [{ type: "read" }, { type: "read", sync_key: "9" }, { type: "dance" }, ["typing"], {}]) {
        pushLive(browser.server.socket, content);
    }

    browser.server.socket.push(Command.CustomerSupport, 2, 7, 42, 1001, 55, 1, "no json", "", 0, 0);
    browser.server.socket.push(Command.CustomerSupport, 2, 7, 42, 1001, 55, 1, "null", "", 0, 0);
    expect(events).toEqual([[], [], [], [], []]);
});
