import { beforeEach, expect, test } from "vitest";
import { Command } from "../src/protocol/Command.ts";
import { Status } from "../src/protocol/Status.ts";
import type { Answer } from "./fakes/FakeServer.ts";
import { settle } from "./fakes/FakeClock.ts";
import { CONVERSATION, pushNote, pushStored, textContent } from "./fakes/messages.ts";
import { recorded } from "./fakes/recorded.ts";
import { CustomerPage, say } from "./fakes/CustomerPage.ts";

let page: CustomerPage;

beforeEach(() => {
    page = new CustomerPage();
});

test("a transfer's note names the new seller", async () => {
    const client = await page.online();
    say(client, "1");
    await settle();
    page.browser.server.socket.ack(page.sent()[0], Status.Ok, 1);
    const note = { event: "transferred", seller: { uid: 56 }, from: { uid: 55 } };
    pushNote(page.browser.server.socket, 2, note, 56);
    say(client, "2");
    await settle();
    expect(page.sent().map(frame => frame[6])).toEqual([55, 56]);
    expect(page.browser.server.calls.length).toBe(1);
});

test("a seller who writes though another answers: the server is asked again", async () => {
    const client = await page.online();
    say(client, "1");
    await settle();
    page.browser.server.socket.ack(page.sent()[0], Status.Ok, 1);
    pushStored(page.browser.server.socket, 2, textContent("one more thing"), 1, 54);
    await settle();
    say(client, "2");
    await settle();
    expect(page.sent().map(frame => frame[6])).toEqual([55, 55]);
    expect(page.browser.server.calls.length).toBe(2);
});

test.each([401, 429, 500])("HTTP %i is no answer to a message: it waits", async status => {
    const client = await page.online();
    const states = recorded(client, "outgoing");
    page.browser.server.answers.set("POST /api/stores/1001/assignment", { status });
    say(client, "1");
    await page.browser.clock.advance(5000);
    expect(states.map(({ state }) => state)).toEqual(["queued"]);
    page.browser.server.answers.set("POST /api/stores/1001/assignment", { body: { seller: { appid: 1, uid: 55 } } });
    await page.browser.clock.advance(5000);
    expect(states.map(({ state }) => state)).toEqual(["queued", "sent"]);
});

test("while nobody can be asked it waits; when nobody is there it is refused", async () => {
    const client = await page.online();
    const states = recorded(client, "outgoing");
    page.browser.server.answers.set("POST /api/stores/1001/assignment", { status: 503 });
    const uuid = say(client, "1");
    await page.browser.clock.advance(500);
    expect(states.map(({ state }) => state)).toEqual(["queued"]);
    page.browser.server.answers.set("POST /api/stores/1001/assignment", {
        status: 409,
        body: { detail: "The store has no sellers yet." },
    });
    await page.browser.clock.advance(500);
    expect(states.at(-1)).toMatchObject({
        uuid,
        state: "refused",
        status: 409,
        reason: "The store has no sellers yet.",
    });
});

test("in no store a customer can answer whoever wrote", async () => {
    const client = await page.online();
    const [uuid, states] = [say(client, "hello?", "0.7.42"), recorded(client, "outgoing")];
    await settle();
    expect(states).toMatchObject([{ uuid, state: "refused", status: 404 }]);
    const fields = [7, 42, 0, 58, 1, textContent("hello"), "s1", 1, 0];
    page.browser.server.socket.push(Command.CustomerSupport, 17, ...fields);
    say(client, "hello to you", "0.7.42");
    await settle();
    expect(page.sent().map(frame => frame[6])).toEqual([58]);
});

test("what was typed is not told behind the message it became", async () => {
    const client = await page.online();
    let answer: ((answer: Answer) => void) | undefined;
    page.browser.server.answers.set(
        "POST /api/stores/1001/assignment",
        () => new Promise<Answer>(resolve => (answer = resolve)),
    );
    client.typing(CONVERSATION);
    await settle();
    say(client, "1");
    await settle();
    answer?.({ body: { seller: { appid: 1, uid: 55 } } });
    await settle();
    expect(page.sent().map(frame => frame[8])).toEqual([textContent("1")]);
});

test("a note that comes while the server is asked is newer than the answer", async () => {
    const client = await page.online();
    let answer: ((answer: Answer) => void) | undefined;
    page.browser.server.answers.set(
        "POST /api/stores/1001/assignment",
        () => new Promise<Answer>(resolve => (answer = resolve)),
    );
    say(client, "1");
    await settle();
    pushNote(page.browser.server.socket, 1, { event: "transferred", seller: { uid: 56 }, from: { uid: 55 } }, 56);
    answer?.({ body: { seller: { appid: 1, uid: 55 } } });
    await settle();
    expect(page.sent().map(frame => frame[6])).toEqual([56]);
});
