import { beforeEach, expect, test } from "vitest";
import { ContentTooLargeError, MAX_CONTENT_BYTES } from "../src/index.ts";
import { Command } from "../src/protocol/Command.ts";
import { Status } from "../src/protocol/Status.ts";
import { settle } from "./fakes/FakeClock.ts";
import { answerSync, CONVERSATION, textContent } from "./fakes/messages.ts";
import { recorded } from "./fakes/recorded.ts";
import { tokenOf } from "./fakes/tokens.ts";
import { CustomerPage, say } from "./fakes/CustomerPage.ts";

const OTHER = "1002.7.42";
let page: CustomerPage;

beforeEach(() => {
    page = new CustomerPage();
});

test("the server says to whom, once, and what became of it", async () => {
    const client = await page.online();
    const states = recorded(client, "outgoing");
    const messages = recorded(client, "message");
    const uuid = say(client, "hi");
    await settle();
    expect(page.sent()).toEqual([[24, 2, 1, 7, 42, 1001, 55, 0, textContent("hi"), uuid]]);
    page.browser.server.socket.ack(page.sent()[0], Status.Ok, 1);
    expect(states.map(({ state }) => state)).toEqual(["queued", "sent", "stored"]);
    expect(states.at(-1)).toMatchObject({ uuid, syncKey: 1, timestamp: 1_767_225_600_250, status: null });
    expect(messages).toMatchObject([{ uuid, syncKey: 1, from: "customer", sellerId: 55, isSelf: true }]);
    expect(client.outgoing(CONVERSATION)).toEqual([]);

    say(client, "there?");
    await settle();
    expect(page.sent().length).toBe(2);
    expect(page.browser.server.calls).toEqual(["POST /api/stores/1001/assignment"]);
});

test("a seller writes as itself, and asks nobody", async () => {
    const client = await page.online(
        page.tab.client({ from: "now", token: async () => tokenOf(1, 55, page.browser.clock.now()) }),
    );
    const uuid = say(client, "hi");
    await settle();
    expect(page.browser.server.socket.sent(Command.CustomerSupport)).toEqual([
        [25, 2, 1, 7, 42, 1001, 55, 0, textContent("hi"), uuid],
    ]);
    expect(page.browser.server.calls).toEqual([]);
});

test("one message of a conversation is on its way at a time; another conversation goes on", async () => {
    const client = await page.online();
    const first = say(client, "1");
    const second = say(client, "2");
    const other = say(client, "other", OTHER);
    await settle();
    expect(page.uuids()).toEqual([first, other]);
    expect(client.outgoing(CONVERSATION).map(({ state }) => state)).toEqual(["sent", "queued"]);
    page.browser.server.socket.ack(page.sent()[0], Status.Ok, 1);
    await settle();
    expect(page.uuids()).toEqual([first, other, second]);
});

test.each([Status.StorageUnavailable, Status.RoutingUnavailable, Status.RateLimited])(
    "status %i: the same message again after a pause, and nothing of the conversation before it",
    async status => {
        const client = await page.online();
        const first = say(client, "1");
        say(client, "2");
        await settle();
        page.browser.server.socket.ack(page.sent()[0], status);
        expect(client.outgoing(CONVERSATION).map(({ state }) => state)).toEqual(["queued", "queued"]);
        await page.browser.clock.advance(999);
        expect(page.uuids()).toEqual([first]);
        await page.browser.clock.advance(1);
        expect(page.uuids()).toEqual([first, first]);
        page.browser.server.socket.ack(page.sent()[1], status);
        await page.browser.clock.advance(1999);
        expect(page.uuids()).toEqual([first, first]);
        await page.browser.clock.advance(1);
        expect(page.uuids()).toEqual([first, first, first]);
    },
);

test("any other status is final: the reason is told, and the next goes out", async () => {
    const client = await page.online();
    const states = recorded(client, "outgoing");
    const first = say(client, "1");
    const second = say(client, "2");
    await settle();
    page.browser.server.socket.ack(page.sent()[0], 26, 0, "the store has blocked you");
    await settle();
    expect(page.uuids()).toEqual([first, second]);
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
    const client = await page.online();
    const states = recorded(client, "outgoing");
    const first = say(client, "1");
    const other = say(client, "other", OTHER);
    await settle();
    page.browser.server.socket.end(code, "content is malformed");
    await page.browser.clock.advance(20_000);
    page.browser.server.socket.login();
    await settle();
    expect(states.filter(({ state }) => state === "refused")).toMatchObject([{ uuid: first, status }]);
    expect(page.uuids()).toEqual([other]);
});

test("what has no answer is sent again on the next connection, under the same uuid", async () => {
    const client = await page.online();
    const states = recorded(client, "outgoing");
    const uuid = say(client, "1");
    await settle();
    await page.reconnect();
    expect(page.uuids()).toEqual([uuid]);
    expect(states.map(({ state }) => state)).toEqual(["queued", "sent", "queued", "sent"]);
});

test("an answer on a new connection is to nothing that was sent on the old", async () => {
    const client = await page.online();
    say(client, "1");
    const other = say(client, "other", OTHER);
    await settle();
    const seq = page.sent()[1]?.[1];
    page.browser.server.socket.end();
    await page.browser.clock.advance(1000);
    const { socket } = page.browser.server;
    socket.login(1);
    socket.push(Command.Ack, 0, seq, Status.RateLimited, 0, 0, 0, "");
    answerSync(socket, 0, [1], 1);
    await settle();
    expect(page.uuids()).toContain(other);
});

test("the queue may bring an own message before its answer", async () => {
    const client = await page.online();
    const states = recorded(client, "outgoing");
    const uuid = say(client, "1");
    await settle();
    page.browser.server.socket.end();
    await page.browser.clock.advance(20_000);
    const { socket } = page.browser.server;
    socket.login(1);
    socket.push(Command.SyncBegin, 0, 0);
    socket.push(Command.Customer, 1, 7, 42, 1001, 55, 5, textContent("1"), uuid, 1, 0);
    socket.push(Command.SyncEnd, 0, 1, false);
    await settle();
    expect(states.at(-1)).toMatchObject({ uuid, state: "stored", syncKey: 1 });
    expect(page.uuids()).toEqual([]);
});

test("an answer with a gap before it: the message is stored, and what lies between is asked for", async () => {
    const client = await page.online();
    const messages = recorded(client, "message");
    const uuid = say(client, "1");
    await settle();
    const { socket } = page.browser.server;
    socket.ack(page.sent()[0], Status.Ok, 3);
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
    const client = page.tab.client();
    const room = MAX_CONTENT_BYTES - textContent("").length;
    expect(() => say(client, "x".repeat(room + 1))).toThrow(ContentTooLargeError);
    expect(() => say(client, "语".repeat(room / 3 + 1))).toThrow(ContentTooLargeError);
    say(client, "x".repeat(room));
    expect(client.outgoing(CONVERSATION).length).toBe(1);
    expect(() => client.send("nowhere", { type: "text", text: "hi" })).toThrow(RangeError);
});
