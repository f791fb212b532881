import type { KefuClient } from "../../src/index.ts";
import { Command } from "../../src/protocol/Command.ts";
import { FakeBrowser } from "./FakeBrowser.ts";
import { settle } from "./FakeClock.ts";
import type { Frame } from "./FakeSocket.ts";
import type { FakeTab } from "./FakeTab.ts";
import { CONVERSATION } from "./messages.ts";

const UUID = 9;

/** A customer of two stores, 1001 and 1002, who writes. */
export class CustomerPage {
    readonly browser = new FakeBrowser();
    readonly tab: FakeTab = this.browser.openTab();

    constructor() {
        this.browser.server.answers.set("POST /api/stores/1002/assignment", {
            body: { seller: { appid: 1, uid: 77 } },
        });
    }

    async online(client: KefuClient = this.tab.client({ from: "now" })): Promise<KefuClient> {
        await client.start();
        await settle();
        this.browser.server.socket.login();
        return client;
    }

    async reconnect(): Promise<void> {
        this.browser.server.socket.end();
        await this.browser.clock.advance(20_000);
        this.browser.server.socket.login();
        await settle();
    }

    /** The messages on the newest socket. */
    sent(): Frame[] {
        return this.browser.server.socket.sent(Command.Customer);
    }

    uuids(): unknown[] {
        return this.sent().map(frame => frame[UUID]);
    }
}

/** Writes a text. @returns Its uuid. */
export function say(client: KefuClient, text: string, conversation = CONVERSATION): string {
    return client.send(conversation, { type: "text", text }).uuid;
}
