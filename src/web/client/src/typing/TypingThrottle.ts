const INTERVAL = 3000;

/** Lets a typing notice of a conversation through at most every 3 s; that it ended, once. */
export class TypingThrottle {
    readonly #now: () => number;
    readonly #last = new Map<string, number>();

    constructor(now: () => number) {
        this.#now = now;
    }

    /** Whether to tell now. */
    isDue(conversation: string, isTyping: boolean): boolean {
        const last = this.#last.get(conversation);
        if (!isTyping) return this.#last.delete(conversation);
        if (last !== undefined && this.#now() - last < INTERVAL) return false;
        this.#last.set(conversation, this.#now());
        return true;
    }

    /** The message was written, which ends it for everybody. */
    forget(conversation: string): void {
        this.#last.delete(conversation);
    }
}
