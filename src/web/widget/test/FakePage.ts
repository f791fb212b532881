import { vi } from "vitest";
import { FakeBrowser } from "../../client/test/fakes/FakeBrowser.ts";
import { settle } from "../../client/test/fakes/FakeClock.ts";
import { tokenOf } from "../../client/test/fakes/tokens.ts";
import { ChatModel } from "../src/chat/ChatModel.ts";
import type { TokenSource } from "../src/KefuChatApi.ts";
import { FakeShell } from "./FakeShell.ts";

/** Seconds. */
const MONTH = 30 * 24 * 60 * 60;

/** The uid of the visitor that the server makes; that of the customer whom the shop knows. */
export const VISITOR = 42;
export const CUSTOMER = 43;

/** A shop's page with the chat, in a browser of its own, and the server it talks with. */
export class FakePage {
    readonly browser = new FakeBrowser();
    readonly shell = new FakeShell();
    readonly chime = { play: vi.fn(async () => undefined), allow: vi.fn(async () => undefined) };
    readonly #tab = this.browser.openTab();

    constructor() {
        const { answers } = this.server;
        const profile = {
            id: 1001,
            name: "Rain & Co",
            greeting: "Hi",
            offlineMessage: "",
            openNow: true,
            online: true,
        };
        answers.set("GET /api/stores/1001/profile", { body: profile });
        answers.set("POST /api/visitors", () => ({ body: { token: this.visitorToken() } }));
        answers.set("POST /api/visitors/merge", { body: { messages: 1, conversations: [] } });
        for (const uid of [VISITOR, CUSTOMER]) {
            const id = `1001.7.${uid}`;
            const seller = { appid: 1, uid: 55, name: "Ann", online: true };
            answers.set(`GET /api/conversations/${id}/messages?limit=50`, { body: { messages: [] } });
            answers.set(`GET /api/conversations/${id}`, {
                body: { id, seller, read_sync_key: 0, other_read_sync_key: 0 },
            });
        }
    }

    get server() {
        return this.browser.server;
    }

    /** What was asked of the server, but for what is only looked at. */
    get acts(): string[] {
        return this.server.calls.filter(call => !call.startsWith("GET"));
    }

    visitorToken(id = 0): string {
        return tokenOf(7, VISITOR, this.browser.clock.now(), MONTH, id);
    }

    customerToken(uid = CUSTOMER): string {
        return tokenOf(7, uid, this.browser.clock.now());
    }

    /** The chat as it is once its module is loaded. */
    load(source: TokenSource | null = null): ChatModel {
        const session = { createClient: this.#tab.client.bind(this.#tab), now: this.browser.clock.now };
        return new ChatModel(this.shell, source, null, { chime: this.chime, session });
    }

    /** Opens it, and lets it log in. */
    async open(model = this.load()): Promise<ChatModel> {
        model.open();
        await settle();
        this.server.socket.login();
        await settle();
        return model;
    }
}
