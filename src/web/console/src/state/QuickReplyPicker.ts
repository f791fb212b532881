import { Observable } from "./Observable.ts";

/** A text kept at hand. */
export interface PickableReply {
    readonly id: string;
    readonly shortcut: string;
    readonly text: string;
}

const MAX_SHOWN = 8;

/**
 * The list that opens when what is written begins with `/`: what follows filters it, by shortcut first and by text then.
 * Arrows move through it.
 */
export class QuickReplyPicker<T extends PickableReply> extends Observable {
    readonly #replies: () => readonly T[];
    #shown: readonly T[] = [];
    #index = 0;
    #dismissed: string | null = null;

    constructor(replies: () => readonly T[]) {
        super();
        this.#replies = replies;
    }

    /** What is offered, best first, eight at most; empty: the list is not open. */
    get shown(): readonly T[] {
        return this.#shown;
    }

    /** Which of them Enter takes. */
    get index(): number {
        return this.#index;
    }

    /** The reply that Enter takes; undefined while the list is not open. */
    get selected(): T | undefined {
        return this.#shown[this.#index];
    }

    /** Tells what is written now. */
    update(draft: string): void {
        if (draft !== this.#dismissed) {
            this.#dismissed = null;
        }

        const isOpen = draft.startsWith("/") && !draft.includes("\n") && this.#dismissed === null;
        this.#shown = isOpen ? this.#find(draft.slice(1).trim().toLowerCase()) : [];
        this.#index = 0;
        this.changed();
    }

    /** Selects the next (1) or previous (-1) one, around the end. */
    move(step: 1 | -1): void {
        const count = this.#shown.length;
        this.#index = count === 0 ? 0 : (this.#index + step + count) % count;
        this.changed();
    }

    /** Closes the list until something else is written: a message may begin with `/`, too. */
    dismiss(draft: string): void {
        this.#dismissed = draft;
        this.update(draft);
    }

    #find(text: string): readonly T[] {
        const rank = (reply: T): number => {
            const shortcut = reply.shortcut.toLowerCase();
            const places = [
                shortcut === text,
                shortcut.startsWith(text),
                shortcut.includes(text),
                reply.text.toLowerCase().includes(text),
            ];
            return places.indexOf(true);
        };
        return this.#replies()
            .map(reply => ({ reply, rank: rank(reply) }))
            .filter(found => found.rank >= 0)
            .sort((a, b) => a.rank - b.rank)
            .slice(0, MAX_SHOWN)
            .map(found => found.reply);
    }
}
