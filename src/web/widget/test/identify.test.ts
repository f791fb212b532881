// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { settle } from "../../client/test/fakes/FakeClock.ts";
import { pushAnswer } from "../../client/test/fakes/messages.ts";
import { CUSTOMER, FakePage, VISITOR } from "./FakePage.ts";

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

describe("identify", () => {
    it("makes the visitor's conversation the customer's, with what was not sent yet", async () => {
        const model = await page.open();
        page.server.socket.end();
        model.session?.send({ type: "text", text: "unsent" });
        await settle();

        model.identify(async () => page.customerToken());
        await settle();
        expect(page.acts).toEqual(["POST /api/visitors", "POST /api/visitors/merge"]);
        expect(page.server.tokens[page.server.calls.indexOf("POST /api/visitors/merge")]).toBe(
            `Bearer ${page.customerToken()}`,
        );
        expect(page.server.bodies).toContainEqual(JSON.stringify({ visitor_token: page.visitorToken() }));
        expect(page.shell.kept.read()).toEqual({ hasChatted: true, wasCustomer: true });
        expect(model.session?.thread?.conversation).toBe(`1001.7.${CUSTOMER}`);
        expect(model.session?.messages.map(({ content, state }) => [content, state])).toEqual([
            [{ type: "text", text: "unsent" }, "queued"],
        ]);
    });

    it("waits for the customer to act", async () => {
        const model = page.load();
        model.identify(page.customerToken());
        await settle();
        expect(page.server.calls).toEqual([]);
        await page.open(model);
        expect(page.acts).toEqual([]);
        expect(model.session?.thread?.conversation).toBe(`1001.7.${CUSTOMER}`);
    });

    it("tells the page when the server refuses the token", async () => {
        const model = page.load(async () => page.customerToken());
        model.open();
        await settle();
        page.server.socket.accept();
        page.server.socket.end(4401, "not signed with HS256");
        await settle();
        expect(page.shell.events).toEqual([["error", { message: "The token is refused: not signed with HS256" }]]);
    });

    it("changes nothing when it is the same customer, however that is told", async () => {
        const token = page.customerToken();
        const model = await page.open(page.load(token));
        const { session } = model;
        model.identify(token);
        model.identify(async () => page.customerToken());
        await settle();
        expect(model.session).toBe(session);
    });

    it("begins anew when it is another customer, who sends nothing of the former one's", async () => {
        const model = await page.open(page.load(page.customerToken()));
        page.server.socket.end();
        model.session?.send({ type: "text", text: "not yours" });
        model.identify(async () => page.customerToken(VISITOR));
        await settle();
        expect(model.session?.thread?.conversation).toBe(`1001.7.${VISITOR}`);
        expect(model.session?.messages).toEqual([]);
    });

    it("forgets a customer who signs out, and the next is a stranger", async () => {
        const model = await page.open(page.load(page.customerToken()));
        pushAnswer(page.server.socket, 1);
        model.close();
        model.identify(null);
        await settle();
        expect(page.server.socket.closedWith).toBe(1000);
        expect(localStorage.getItem("kefuchat.1001")).toBeNull();
        expect([model.session, page.shell.badge]).toEqual([null, 0]);
    });

    it("leaves a visitor a visitor when nobody is signed in", async () => {
        const model = await page.open();
        const { session } = model;
        model.identify(null);
        expect(model.session).toBe(session);
    });
});
