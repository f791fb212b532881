/** What a browser keeps of a customer, for one store. */
export interface KeptState {
    /** The customer has opened the chat here: next time it connects by itself. */
    hasChatted?: boolean;
    /** A visitor's token. */
    visitor?: string;
    /** The last to chat here was a customer whom the shop knew, not a visitor. */
    wasCustomer?: boolean;
    /** Whether new messages make a sound. */
    hasSound?: boolean;
}

/** Keeps it in localStorage; where that is forbidden, for the page's life. */
export class Kept {
    readonly #key: string;
    #fallback: KeptState = {};

    constructor(store: number) {
        this.#key = `kefuchat.${store}`;
    }

    read(): KeptState {
        try {
            const text = localStorage.getItem(this.#key);
            const state: unknown = text === null ? {} : JSON.parse(text);
            return { ...this.#fallback, ...(typeof state === "object" ? state : {}) };
        } catch {
            return this.#fallback;
        }
    }

    /** Changes what is named; undefined removes it. */
    write(changes: { [K in keyof KeptState]: KeptState[K] | undefined }): void {
        // Whatever cannot be told in JSON is left out, undefined among it.
        const text = JSON.stringify({ ...this.read(), ...changes });
        try {
            localStorage.setItem(this.#key, text);
            this.#fallback = {};
        } catch {
            this.#fallback = JSON.parse(text) as KeptState;
        }
    }

    /** Whether a visitor or a customer has been here whom the chat may connect for unasked; `isKnown`: the shop says who it is. */
    mayConnect(isKnown: boolean): boolean {
        const { hasChatted, visitor } = this.read();
        return hasChatted === true && (isKnown || visitor !== undefined);
    }

    forget(): void {
        this.#fallback = {};
        try {
            localStorage.removeItem(this.#key);
        } catch {
            // Then nothing was kept there either.
        }
    }
}
