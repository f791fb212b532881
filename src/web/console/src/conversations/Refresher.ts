import type { ConversationView, KefuApi } from "@kefuchat/client";

const AT_ONCE = 4;

/** Asks for single conversations again, a few at a time, each once however often it is wanted meanwhile. */
export class Refresher {
    readonly #api: Pick<KefuApi, "conversation">;
    readonly #take: (conversation: ConversationView) => void;
    readonly #waiting = new Set<string>();
    readonly #running = new Set<string>();

    /** @param take Is given each one that was answered; those that were not stay as they are. */
    constructor(api: Pick<KefuApi, "conversation">, take: (conversation: ConversationView) => void) {
        this.#api = api;
        this.#take = take;
    }

    /** Wants one: asked for soon, and after now, even while an answer is under way. */
    want(id: string): void {
        this.#waiting.add(id);
        this.#runNext();
    }

    #runNext(): void {
        for (const id of this.#waiting) {
            if (this.#running.size >= AT_ONCE) {
                return;
            }

            if (!this.#running.has(id)) {
                this.#waiting.delete(id);
                this.#running.add(id);
                void this.#ask(id);
            }
        }
    }

    async #ask(id: string): Promise<void> {
        try {
            this.#take(await this.#api.conversation(id));
        } catch {
            // No longer the seller's to see, or no connection: a reconnect loads the list anew.
        } finally {
            this.#running.delete(id);
            this.#runNext();
        }
    }
}
