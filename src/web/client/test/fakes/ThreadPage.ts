import { type KefuClient, Thread } from "../../src/index.ts";
import { FakeBrowser } from "./FakeBrowser.ts";
import { settle } from "./FakeClock.ts";
import type { Answer } from "./FakeServer.ts";
import { CONVERSATION, textContent } from "./messages.ts";

/** Where the conversation's calls lie. */
export const CALL = `GET /api/conversations/${CONVERSATION}`;
/** The newest page of its history. */
export const NEWEST = `${CALL}/messages?limit=50`;

/** A page that shows one conversation; the server answers with `history` as all there is. */
export class ThreadPage {
    readonly browser = new FakeBrowser();
    readonly client: KefuClient;
    readonly thread: Thread;
    history: object[] = [];

    constructor(token?: (now: number) => string) {
        const options = token && { token: async () => token(this.browser.clock.now()) };
        this.client = this.browser.openTab().client({ from: "now", ...options });
        this.thread = new Thread(this.client, CONVERSATION);
        this.browser.server.answers.set(CALL, view());
        this.browser.server.answers.set(NEWEST, () => ({ body: { messages: this.history } }));
    }

    /** Connects. @param newest The newest key of the queue. */
    async online(newest: number): Promise<void> {
        await this.client.start();
        await settle();
        this.browser.server.socket.login(newest);
        await settle();
    }

    texts(): string[] {
        return this.thread.messages.map(({ content }) => ("text" in content ? (content.text ?? "") : content.type));
    }

    positions(): (number | null)[] {
        return this.thread.messages.map(({ position }) => position);
    }
}

/** The server's answer about the conversation. */
export function view(overrides: object = {}): Answer {
    return {
        body: { id: CONVERSATION, state: "open", unread: 0, read_sync_key: 0, other_read_sync_key: 0, ...overrides },
    };
}

/** A message of the history, as the server spells it: the keys of a customer's queue are the positions. */
export function loaded(position: number, overrides: object = {}): object {
    return {
        position,
        sync_key: position,
        from: "seller",
        seller: 55,
        timestamp_ms: position,
        content: textContent(`answer ${position}`),
        uuid: `s${position}`,
        ...overrides,
    };
}

/** Messages of the history, the last included. */
export function range(from: number, to: number): object[] {
    return Array.from({ length: to - from + 1 }, (_, index) => loaded(from + index));
}
