import type { IncomingMessage } from "../messages.ts";
import type { Delivery } from "../session/Delivery.ts";

/** Who is told what this tab is delivered. */
export interface InboxListener {
    onMessage(message: IncomingMessage): void;
    onReset(reason: string): void;
    /** A delivery is missing: the leader is to be asked for what follows the key. */
    onGap(key: number): void;
}

/** Where this tab is in the queue. Each message is delivered to it once, in order. */
export class Inbox {
    readonly #listener: InboxListener;
    #isAsking = false;

    constructor(listener: InboxListener) {
        this.#listener = listener;
    }

    /** The last key delivered; null before the first. */
    key: number | null = null;

    /** Takes what fits, ignores what is known, asks for what is missing. */
    take({ prev, key, message, reset }: Delivery): void {
        if (prev === null) {
            const isElsewhere = this.key !== null && this.key !== key;
            this.key = key;
            if (reset !== null || isElsewhere) this.#listener.onReset(reset ?? "delivery begins anew");
        } else if (this.key === null || prev === this.key) {
            this.key = key;
            if (message !== null) this.#listener.onMessage(message);
        } else if (key > this.key && !this.#isAsking) {
            this.#isAsking = true;
            this.#listener.onGap(this.key);
        }
    }

    /** The leader's answer: with it there is no gap. */
    takeAll(deliveries: readonly Delivery[]): void {
        this.#isAsking = false;
        for (const delivery of deliveries) this.take(delivery);
    }
}
