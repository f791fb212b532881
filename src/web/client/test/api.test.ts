import { beforeEach, describe, expect, test } from "vitest";
import { ApiError, SellerClient, TokenUnavailableError } from "../src/index.ts";
import { FakeBrowser } from "./fakes/FakeBrowser.ts";
import type { FakeTab } from "./fakes/FakeTab.ts";
import { failureOf } from "./fakes/failureOf.ts";
import { tokenOf } from "./fakes/tokens.ts";

const ID = "1001.7.42";

let browser: FakeBrowser;
let tab: FakeTab;
let client: SellerClient;
let requests: boolean[];

beforeEach(() => {
    browser = new FakeBrowser();
    tab = browser.openTab();
    requests = [];
    client = new SellerClient({
        server: "https://chat.test",
        token: async ({ isRefused }) => tokenOf(1, 55, browser.clock.now(), 3600, requests.push(isRefused)),
        environment: tab.environment(),
    });
});

function answer(call: string, body: unknown, status = 200, headers = {}): void {
    browser.server.answers.set(call, { body, status, headers });
}

describe("calls", () => {
    test("names are spelled as in this language, in both directions", async () => {
        answer(`GET /api/conversations?limit=5&state=open`, {
            conversations: [
                {
                    id: ID,
                    store: 1001,
                    store_name: "Rain & Co",
                    customer: { appid: 7, uid: 42, online: true, is_visitor: false },
                    state: "open",
                    is_mine: true,
                    unread: 2,
                    read_sync_key: 3,
                    other_read_sync_key: 4,
                    last: { sync_key: 5, from: "customer", seller: 55, timestamp_ms: 9, content: "{}", uuid: "u" },
                },
            ],
            next: 17,
        });
        const page = await client.api.conversations({ limit: 5, state: "open" });
        expect(page.next).toBe(17);
        expect(page.conversations[0]).toMatchObject({ storeName: "Rain & Co", readSyncKey: 3, otherReadSyncKey: 4 });
        expect(page.conversations[0]?.last).toEqual({
            position: null,
            syncKey: 5,
            from: "customer",
            sellerId: 55,
            timestamp: 9,
            content: "{}",
            uuid: "u",
            conversation: null,
        });

        answer("POST /api/visitors/merge", { messages: 2, conversations: [ID] });
        await client.api.mergeVisitor("token");
        expect(browser.server.bodies.at(-1)).toBe('{"visitor_token":"token"}');
    });

    test("the token goes with a call, and not with those that need none", async () => {
        answer("GET /api/sellers/me", { stores: [] });
        answer("GET /api/stores/1001/profile", { name: "Rain & Co" });
        answer("POST /api/visitors", { token: "t" });
        await client.api.me();
        await client.api.profile(1001);
        await client.api.visitor(1001);
        expect(browser.server.tokens).toEqual([`Bearer ${tokenOf(1, 55, browser.clock.now(), 3600, 1)}`, null, null]);
        expect(requests).toEqual([false]);
    });

    test("sellers' calls go where the API has them", async () => {
        const view = { id: ID, state: "open" };
        for (const call of ["transfer", "close", "reopen"]) answer(`POST /api/conversations/${ID}/${call}`, view);
        answer(`PUT /api/conversations/${ID}/block`, {});
        browser.server.answers.set(`DELETE /api/conversations/${ID}/block?scope=store`, { status: 204 });
        answer("PUT /api/sellers/me/availability", { status: "away" });
        answer("GET /api/quick-replies?after=&limit=50", { quick_replies: [], next: "b" });
        answer("PUT /api/stores/1001/quick-replies/a", {});
        await client.api.transfer(ID, 56, "refund");
        await client.api.close(ID);
        await client.api.reopen(ID);
        await client.api.block(ID, "store", "2027-01-01T00:00:00Z");
        await client.api.unblock(ID, "store");
        await client.api.setAvailability("away");
        expect(await client.api.quickReplies()).toEqual({ quickReplies: [], next: "b" });
        await client.api.replaceQuickReply(1001, { id: "a", shortcut: "hi", text: "Hello" });
        expect(browser.server.bodies.filter(body => body !== "")).toEqual([
            '{"seller":56,"note":"refund"}',
            '{"scope":"store","until":"2027-01-01T00:00:00Z"}',
            '{"status":"away"}',
            '{"shortcut":"hi","text":"Hello"}',
        ]);
    });
});

describe("errors", () => {
    test("what the server says is wrong, field by field", async () => {
        const errors = { limit: ["is 1 to 100"] };
        answer("GET /api/conversations?limit=0", { title: "One or more…", detail: "See errors.", errors }, 400);
        const failure = await failureOf(client.api.conversations({ limit: 0 }));
        expect(failure).toBeInstanceOf(ApiError);
        expect(failure).toMatchObject({
            status: 400,
            title: "See errors.",
            errors,
            retryAfterSeconds: null,
            isTemporary: false,
        });
    });

    test("when to try again", async () => {
        answer("POST /api/visitors", { title: "Too many" }, 429, { "Retry-After": "17" });
        expect(await failureOf(client.api.visitor(1))).toMatchObject({
            status: 429,
            retryAfterSeconds: 17,
            isTemporary: true,
        });
    });

    test("no answer, and an answer that is none of the server's", async () => {
        browser.server.answers.set("GET /api/sellers/me", () => {
            throw new TypeError("failed to fetch");
        });
        expect(await failureOf(client.api.me())).toMatchObject({ status: 0, isTemporary: true });
        const fetch = async () => new Response("<html>", { status: 200 });
        const other = tab.client({ environment: { fetch } });
        expect(await failureOf(other.api.profile(1))).toMatchObject({ status: 502, title: "the server answered 200" });
        const broken = tab.client({ environment: { fetch: async () => new Response("<html>", { status: 404 }) } });
        expect(await failureOf(broken.api.profile(1))).toMatchObject({ status: 404, title: "the server answered 404" });
    });

    test("401: a new token, once", async () => {
        let refusals = 1;
        browser.server.answers.set("GET /api/sellers/me", () =>
            refusals-- > 0 ? { status: 401, body: {} } : { body: { uid: 55 } },
        );
        expect(await client.api.me()).toEqual({ uid: 55 });
        expect(requests).toEqual([false, true]);
        refusals = 2;
        expect(await failureOf(client.api.me())).toMatchObject({ status: 401 });
        expect(requests).toEqual([false, true, true]);
    });

    test("401 to two calls at the same time: one new token", async () => {
        let refusals = 2;
        browser.server.answers.set("GET /api/sellers/me", () => ({ status: refusals-- > 0 ? 401 : 200, body: {} }));
        await Promise.all([client.api.me(), client.api.me().then(() => client.api.me())]);
        expect(requests).toEqual([false, true]);
    });

    test("what the provider throws", async () => {
        const failing = tab.client({
            token: async () => {
                throw new TokenUnavailableError("signed out");
            },
        });
        expect(await failureOf(failing.api.conversation(ID))).toBeInstanceOf(TokenUnavailableError);
    });

    test("calls at the same time ask the provider once", async () => {
        answer("GET /api/sellers/me", {});
        await Promise.all([client.api.me(), client.api.me()]);
        expect(requests.length).toBe(1);
    });
});
