import type { TypingNotice } from "../ClientEvents.ts";
import type { Environment } from "../environment.ts";
import type { IncomingMessage } from "../messages.ts";

const FORGOTTEN_AFTER = 6000;

/** Who writes at the moment: forgotten after 6 s without news, and when the message comes. */
export class TypingTracker {
    readonly #after: Environment["after"];
    readonly #onChange: (notice: TypingNotice) => void;
    /** What takes the forgetting back, by who writes where. */
    readonly #typing = new Map<string, () => void>();

    /** @param onChange Told when somebody begins or ends. */
    constructor(after: Environment["after"], onChange: (notice: TypingNotice) => void) {
        this.#after = after;
        this.#onChange = onChange;
    }

    onNotice(notice: TypingNotice): void {
        if (notice.isTyping) this.#begin(notice);
        else this.#end(notice);
    }

    onMessage({ conversation, from, sellerId }: IncomingMessage): void {
        this.#end({ conversation, from, sellerId, isTyping: false });
    }

    #begin(notice: TypingNotice): void {
        const id = idOf(notice);
        const stopTimer = this.#typing.get(id);
        stopTimer?.();
        this.#typing.set(
            id,
            this.#after(FORGOTTEN_AFTER, () => this.#end({ ...notice, isTyping: false })),
        );
        if (stopTimer === undefined) this.#onChange(notice);
    }

    #end(notice: TypingNotice): void {
        const id = idOf(notice);
        const stopTimer = this.#typing.get(id);
        if (stopTimer === undefined) return;
        stopTimer();
        this.#typing.delete(id);
        this.#onChange(notice);
    }
}

/** A customer is one person, whomever is written to. */
function idOf({ conversation, from, sellerId }: TypingNotice): string {
    return from === "customer" ? conversation : `${conversation} ${sellerId}`;
}
