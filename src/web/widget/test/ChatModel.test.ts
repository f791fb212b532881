// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Command } from "../../client/src/protocol/Command.ts";
import { settle } from "../../client/test/fakes/FakeClock.ts";
import { pushAnswer, pushNote } from "../../client/test/fakes/messages.ts";
import type { Product } from "../src/KefuChatApi.ts";
import { FakePage, VISITOR } from "./FakePage.ts";

let page: FakePage;

beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    localStorage.clear();
    page = new FakePage();
});

afterEach(() => {
    vi.useRealTimers();
    document.body.replaceChildren();
});

describe("who has never chatted here", () => {
    it("is nobody until the chat is opened, and then a visitor", async () => {
        const model = page.load();
        await settle();
        expect(page.server.calls).toEqual([]);

        await page.open(model);
        expect(page.acts).toEqual(["POST /api/visitors"]);
        expect(page.shell.kept.read()).toEqual({ hasChatted: true, visitor: page.visitorToken() });
        expect([model.profile?.name, model.seller?.name]).toEqual(["Rain & Co", "Ann"]);
    });

    it("may write before it is known who it is: it is sent as soon as that is known", async () => {
        let answer = () => {};
        const token = page.visitorToken();
        page.server.answers.set(
            "POST /api/visitors",
            () => new Promise(resolve => (answer = () => resolve({ body: { token } }))),
        );
        const model = page.load();
        model.open();
        await settle();
        model.session?.send({ type: "text", text: "Hello" });
        expect(model.session?.messages.map(({ state, isMine }) => [state, isMine])).toEqual([["queued", true]]);

        answer();
        await settle();
        page.server.socket.login();
        await settle();
        expect(page.server.socket.sent(Command.Customer).map(frame => frame[8])).toEqual([
            '{"type":"text","text":"Hello"}',
        ]);
        expect(model.session?.messages.length).toBe(1);
    });

    it("may send a file before it is known who it is: it is uploaded as soon as that is known", async () => {
        let answer = () => {};
        const token = page.visitorToken();
        page.server.answers.set(
            "POST /api/visitors",
            () => new Promise(resolve => (answer = () => resolve({ body: { token } }))),
        );
        const model = page.load();
        model.open();
        const { session } = model;
        if (session === null) throw new Error("the chat has not begun");
        const upload = vi.spyOn(session.client.api, "upload").mockRejectedValue(new Error("broke off"));
        const givenUp = new AbortController();
        const results = [new AbortController(), givenUp].map(({ signal }) =>
            session.upload(new File(["a"], "a.txt"), () => {}, signal).catch(String),
        );
        givenUp.abort();
        await settle();
        expect(upload).not.toHaveBeenCalled();
        answer();
        await settle();
        expect(upload.mock.calls.map(([conversation]) => conversation)).toEqual([`1001.7.${VISITOR}`]);
        expect(await results[0]).toBe("Error: broke off");
        await results[1];
    });

    it("is told when the store does not want the page's origin, and nobody tries for ever", async () => {
        page.server.answers.set("POST /api/visitors", { status: 403, body: { title: "Forbidden" } });
        const model = page.load();
        model.open();
        await page.browser.clock.advance(120_000);
        expect(page.acts).toEqual(["POST /api/visitors"]);
        expect(model.session?.client.state.kind).toBe("refused");
        expect(page.shell.events).toEqual([["error", { message: expect.stringContaining("cannot start") }]]);
        const upload = model.session?.upload(new File(["a"], "a.txt"), () => {}, new AbortController().signal);
        await expect(upload).rejects.toThrow("Forbidden");

        page.server.answers.set("POST /api/visitors", () => ({ body: { token: page.visitorToken() } }));
        model.retry();
        await settle();
        expect(model.session?.thread?.conversation).toBe(`1001.7.${VISITOR}`);
    });
});

describe("who comes back", () => {
    it("is connected unasked, and hears what comes", async () => {
        page.shell.kept.write({ hasChatted: true, visitor: page.visitorToken(), hasSound: true });
        page.load();
        await settle();
        page.server.socket.login();
        await settle();
        pushAnswer(page.server.socket, 1);
        pushNote(page.server.socket, 2, { event: "closed", seller: { uid: 55 } });
        await settle();
        expect(page.shell.badge).toBe(1);
        expect(page.shell.events).toEqual([
            ["message", expect.objectContaining({ sellerId: 55, content: { type: "text", text: "answer 1" } })],
            ["unread", 1],
        ]);
        expect(page.chime.play).toHaveBeenCalledTimes(1);
        expect(page.acts).toEqual([]);
    });

    it.each([{ hasChatted: true }, { hasChatted: true, wasCustomer: true }])(
        "is left alone while it is not known who it is: %j",
        async kept => {
            page.shell.kept.write(kept);
            page.load();
            await settle();
            expect(page.server.calls).toEqual([]);
        },
    );

    it("is another visitor once the token is refused", async () => {
        const refused = page.visitorToken(1);
        page.shell.kept.write({ hasChatted: true, visitor: refused });
        const model = page.load();
        model.open();
        await settle();
        const first = model.session;
        page.server.socket.accept();
        page.server.socket.push(Command.AuthStatus, 0, 1, 0, 0, 0, 0);
        page.server.socket.end(4401, "refused");
        await page.browser.clock.advance(60_000);
        expect(page.acts).toEqual(["POST /api/visitors"]);
        expect(model.session).not.toBe(first);
        expect([undefined, refused]).not.toContain(page.shell.kept.read().visitor);
    });

    it("has read what comes while the chat is looked at", async () => {
        await page.open();
        pushAnswer(page.server.socket, 1);
        await settle();
        expect(page.shell.badge).toBe(0);
        expect(page.chime.play).not.toHaveBeenCalled();
    });
});

describe("the product of the page", () => {
    it("is sent once", async () => {
        const model = await page.open();
        model.setProduct({ id: "88", title: "Jacket", price: "59.90", currency: "EUR" });
        model.sendProduct();
        model.sendProduct();
        expect(model.session?.messages.map(({ content }) => content)).toEqual([
            { type: "product", id: "88", title: "Jacket", price: "59.90", currency: "EUR" },
        ]);
        expect(model.product).toBeNull();
    });

    it("is taken as pages give it, with numbers and what has no place in a message", async () => {
        const model = await page.open();
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

    it("is none where it has no title", async () => {
        const model = await page.open();
        model.setProduct({ id: "88" } as Product);
        expect(model.product).toBeNull();
    });
});

describe("the sound", () => {
    it("is off until it is switched on, and is heard then", async () => {
        const model = await page.open();
        model.close();
        pushAnswer(page.server.socket, 1);
        await settle();
        expect(page.chime.play).not.toHaveBeenCalled();
        model.setSound(true);
        await settle();
        expect([page.chime.allow, page.chime.play].map(call => call.mock.calls.length)).toEqual([1, 1]);
        expect(page.shell.kept.read().hasSound).toBe(true);
    });
});
