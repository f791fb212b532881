import type { MessagePage } from "../api/views.ts";
import { idOf, type StoredMessage } from "./StoredMessage.ts";

/** The stored messages of a conversation: pages that were loaded, and behind them what came live. */
export class History {
    #pages: StoredMessage[] = [];
    #live: StoredMessage[] = [];
    /** What to ask for to get the page before; null at the beginning, and before the first page. */
    next: number | null = null;

    /** Oldest first, each once. */
    all(): StoredMessage[] {
        return [...this.#pages, ...this.#live];
    }

    /** Takes the newest page. What is loaded already stays, if there is no hole between. */
    setNewest({ messages, next }: MessagePage): void {
        const first = messages[0];
        const last = this.#pages.at(-1);
        const meets = next !== null && position(last) >= position(first);
        this.#pages = meets ? [...this.#pages.filter(old => position(old) < position(first)), ...messages] : messages;
        this.next = meets ? this.next : next;
        const ids = new Set(this.#pages.map(idOf));
        const newest = Math.max(0, ...messages.map(({ syncKey }) => syncKey ?? 0));
        this.#live = this.#live.filter(live => !ids.has(idOf(live)) && (live.syncKey ?? 0) > newest);
    }

    /** Takes the page before the first. */
    addOlder({ messages, next }: MessagePage): void {
        this.#pages = [...messages, ...this.#pages];
        this.next = next;
    }

    /** Takes a message that came live: in the order of the keys, and in place of itself. */
    addLive(message: StoredMessage): void {
        const id = idOf(message);
        if (this.#pages.some(loaded => idOf(loaded) === id)) return;
        const others = this.#live.filter(live => idOf(live) !== id);
        const index = others.findIndex(live => (live.syncKey ?? 0) > (message.syncKey ?? 0));
        others.splice(index < 0 ? others.length : index, 0, message);
        this.#live = others;
    }
}

/** What has no position is nowhere: before everything, or, where it would be the first, behind it. */
function position(message: StoredMessage | undefined): number {
    return message?.position ?? -1;
}
