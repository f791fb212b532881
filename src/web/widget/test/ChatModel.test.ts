// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeBrowser } from "../../client/test/fakes/FakeBrowser.ts";
import { settle } from "../../client/test/fakes/FakeClock.ts";
import type { FakeTab } from "../../client/test/fakes/FakeTab.ts";
import { pushAnswer, pushNote } from "../../client/test/fakes/messages.ts";
import { tokenOf } from "../../client/test/fakes/tokens.ts";
import { Command } from "../../client/src/protocol/Command.ts";
import { ChatModel } from "../src/chat/ChatModel.ts";
import type { Product, TokenSource } from "../src/KefuChatApi.ts";
import { FakeShell } from "./FakeShell.ts";

/** Seconds. */
const MONTH = 30 * 24 * 60 * 60;
const VISITOR = 42;
const CUSTOMER = 43;
const OTHER = 44;

let browser: FakeBrowser;
let tab: FakeTab;
let shell: FakeShell;
const chime = { play: vi.fn(async () => undefined), allow: vi.fn(async () => undefined) };

const visitorToken = (id = 0) => tokenOf(7, VISITOR, browser.clock.now(), MONTH, id);
const customerToken = () => tokenOf(7, CUSTOMER, browser.clock.now());

function createModel(source: TokenSource | null = null): ChatModel {
    const session = { createClient: tab.client.bind(tab), now: browser.clock.now };
    return new ChatModel(shell, source, null, { chime, session });
}

/** What was asked of the server, but for what is only looked at. */
const acts = () => browser.server.calls.filter(call => !call.startsWith("GET"));

async function opened(model = createModel()): Promise<ChatModel> {
    model.open();
    await settle();
    browser.server.socket.login();
    await settle();
    return model;
}

beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    localStorage.clear();
    browser = new FakeBrowser();
    tab = browser.openTab();
    shell = new FakeShell();
    const { answers } = browser.server;
    const profile = { id: 1001, name: "Rain & Co", greeting: "Hi", offlineMessage: "", openNow: true, online: true };
    answers.set("GET /api/stores/1001/profile", { body: profile });
    answers.set("POST /api/visitors", () => ({ body: { token: visitorToken() } }));
    answers.set("POST /api/visitors/merge", { body: { messages: 1, conversations: [] } });
    for (const uid of [VISITOR, CUSTOMER, OTHER]) {
        const id = `1001.7.${uid}`;
        const seller = { appid: 1, uid: 55, name: "Ann", online: true };
        answers.set(`GET /api/conversations/${id}/messages?limit=50`, { body: { messages: [] } });
        answers.set(`GET /api/conversations/${id}`, { body: { id, seller, read_sync_key: 0, other_read_sync_key: 0 } });
    }
});

afterEach(() => {
    vi.useRealTimers();
    vi.clearAllMocks();
    document.body.replaceChildren();
});

describe("who has never chatted here", () => {
    it("is nobody until the chat is opened, and then a visitor", async () => {
        const model = createModel();
        await settle();
        expect(browser.server.calls).toEqual([]);

        await opened(model);
        expect(acts()).toEqual(["POST /api/visitors"]);
        expect(shell.kept.read()).toEqual({ hasChatted: true, visitor: visitorToken() });
        expect([model.profile?.name, model.seller?.name]).toEqual(["Rain & Co", "Ann"]);
    });

    it("may write before it is known who it is: it is sent as soon as that is known", async () => {
        let answer = () => {};
        const token = visitorToken();
        browser.server.answers.set(
            "POST /api/visitors",
            () => new Promise(resolve => (answer = () => resolve({ body: { token } }))),
        );
        const model = createModel();
        model.open();
        await settle();
        model.session?.send({ type: "text", text: "Hello" });
        expect(model.session?.messages.map(({ state, isMine }) => [state, isMine])).toEqual([["queued", true]]);

        answer();
        await settle();
        browser.server.socket.login();
        await settle();
        expect(browser.server.socket.sent(Command.Customer).map(frame => frame[8])).toEqual([
            '{"type":"text","text":"Hello"}',
        ]);
        expect(model.session?.messages.length).toBe(1);
    });

    it("is told when the store does not want the page's origin, and nobody tries for ever", async () => {
        browser.server.answers.set("POST /api/visitors", { status: 403, body: { title: "Forbidden" } });
        const model = createModel();
        model.open();
        await browser.clock.advance(120_000);
        expect(acts()).toEqual(["POST /api/visitors"]);
        expect(model.session?.client.state.kind).toBe("refused");
        expect(shell.events).toEqual([["error", { message: expect.stringContaining("cannot start") }]]);
    });
});

describe("who comes back", () => {
    it("is connected unasked, and hears what comes", async () => {
        shell.kept.write({ hasChatted: true, visitor: visitorToken(), hasSound: true });
        createModel();
        await settle();
        browser.server.socket.login();
        await settle();
        pushAnswer(browser.server.socket, 1);
        pushNote(browser.server.socket, 2, { event: "closed", seller: { uid: 55 } });
        await settle();
        expect(shell.badge).toBe(1);
        expect(shell.events).toEqual([
            ["message", expect.objectContaining({ sellerId: 55, content: { type: "text", text: "answer 1" } })],
            ["unread", 1],
        ]);
        expect(chime.play).toHaveBeenCalledTimes(1);
        expect(acts()).toEqual([]);
    });

    it.each([{ hasChatted: true }, { hasChatted: true, wasCustomer: true }])(
        "is left alone while it is not known who it is: %j",
        async kept => {
            shell.kept.write(kept);
            createModel();
            await settle();
            expect(browser.server.calls).toEqual([]);
        },
    );

    it("is another visitor once the token is refused", async () => {
        const refused = visitorToken(1);
        shell.kept.write({ hasChatted: true, visitor: refused });
        const model = createModel();
        model.open();
        await settle();
        const first = model.session;
        browser.server.socket.accept();
        browser.server.socket.push(Command.AuthStatus, 0, 1, 0, 0, 0, 0);
        browser.server.socket.end(4401, "refused");
        await browser.clock.advance(60_000);
        expect(acts()).toEqual(["POST /api/visitors"]);
        expect(model.session).not.toBe(first);
        expect([undefined, refused]).not.toContain(shell.kept.read().visitor);
    });

    it("has read what comes while the chat is looked at", async () => {
        await opened();
        pushAnswer(browser.server.socket, 1);
        await settle();
        expect(shell.badge).toBe(0);
        expect(chime.play).not.toHaveBeenCalled();
    });
});

describe("identify", () => {
    it("makes the visitor's conversation the customer's, with what was not sent yet", async () => {
        const model = await opened();
        browser.server.socket.end();
        model.session?.send({ type: "text", text: "unsent" });
        await settle();

        model.identify(async () => customerToken());
        await settle();
        expect(acts()).toEqual(["POST /api/visitors", "POST /api/visitors/merge"]);
        expect(browser.server.tokens[browser.server.calls.indexOf("POST /api/visitors/merge")]).toBe(
            `Bearer ${customerToken()}`,
        );
        expect(browser.server.bodies).toContainEqual(JSON.stringify({ visitor_token: visitorToken() }));
        expect(shell.kept.read()).toEqual({ hasChatted: true, wasCustomer: true });
        expect(model.session?.thread?.conversation).toBe(`1001.7.${CUSTOMER}`);
        expect(model.session?.messages.map(({ content, state }) => [content, state])).toEqual([
            [{ type: "text", text: "unsent" }, "queued"],
        ]);
    });

    it("gives what one customer has not sent to no other, and sends it when that one is back", async () => {
        const model = await opened(createModel(customerToken()));
        browser.server.socket.end();
        model.session?.send({ type: "text", text: "unsent" });
        await settle();

        model.identify(tokenOf(7, OTHER, browser.clock.now()));
        await settle();
        expect(model.session?.thread?.conversation).toBe(`1001.7.${OTHER}`);
        expect(model.session?.messages).toEqual([]);

        model.identify(async () => customerToken());
        await settle();
        expect(model.session?.messages.map(({ content, state }) => [content, state])).toEqual([
            [{ type: "text", text: "unsent" }, "queued"],
        ]);
    });

    it("waits for the customer to act", async () => {
        const model = createModel();
        model.identify(customerToken());
        await settle();
        expect(browser.server.calls).toEqual([]);
        await opened(model);
        expect(acts()).toEqual([]);
        expect(model.session?.thread?.conversation).toBe(`1001.7.${CUSTOMER}`);
    });

    it("changes nothing when the same token is given again", async () => {
        const token = customerToken();
        const model = await opened(createModel(token));
        const { session } = model;
        model.identify(token);
        expect(model.session).toBe(session);
    });

    it("forgets a customer who signs out, and the next is a stranger", async () => {
        const model = await opened(createModel(customerToken()));
        pushAnswer(browser.server.socket, 1);
        model.close();
        model.identify(null);
        await settle();
        expect(browser.server.socket.closedWith).toBe(1000);
        expect(localStorage.getItem("kefuchat.1001")).toBeNull();
        expect([model.session, shell.badge]).toEqual([null, 0]);
    });

    it("leaves a visitor a visitor when nobody is signed in", async () => {
        const model = await opened();
        const { session } = model;
        model.identify(null);
        expect(model.session).toBe(session);
    });
});

describe("the product of the page", () => {
    it("is sent once", async () => {
        const model = await opened();
        model.setProduct({ id: "88", title: "Jacket", price: "59.90", currency: "EUR" });
        model.sendProduct();
        model.sendProduct();
        expect(model.session?.messages.map(({ content }) => content)).toEqual([
            { type: "product", id: "88", title: "Jacket", price: "59.90", currency: "EUR" },
        ]);
        expect(model.product).toBeNull();
    });

    it("is taken as pages give it, with numbers and what has no place in a message", () => {
        const model = createModel();
        const given = {
            id: 88,
            title: "Jacket",
            price: 59.9,
            currency: null,
            url: "/jacket",
            type: "rating",
            stars: 5,
        };
        model.setProduct(given as unknown as Product);
        expect(model.product).toEqual({ type: "product", id: "88", title: "Jacket", price: "59.9" });
    });

    it("is none where it has no title", () => {
        const model = createModel();
        model.setProduct({ id: "88" } as Product);
        expect(model.product).toBeNull();
    });
});

describe("the sound", () => {
    it("is off until it is switched on, and is heard then", async () => {
        const model = await opened();
        model.close();
        pushAnswer(browser.server.socket, 1);
        await settle();
        expect(chime.play).not.toHaveBeenCalled();
        model.setSound(true);
        await settle();
        expect([chime.allow, chime.play].map(call => call.mock.calls.length)).toEqual([1, 1]);
        expect(shell.kept.read().hasSound).toBe(true);
    });
});
