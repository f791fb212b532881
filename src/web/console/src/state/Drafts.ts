import { safely } from "./storage.ts";

const MAX_DRAFTS = 200;

/** What is written but not sent, by conversation; kept by this browser for each seller who signs in with it. */
export class Drafts {
    readonly #storage: Storage | null;
    readonly #key: string;
    #drafts: ReadonlyMap<string, string> = new Map();

    /** @param owner The seller, `{appid}.{uid}`: sellers who share a computer do not read each other's drafts. */
    constructor(owner: string, storage: Storage | null) {
        this.#storage = storage;
        this.#key = `kefuchat.console.drafts.${owner}`;
        this.#drafts = this.#load();
    }

    /** The draft of a conversation; "" for none. */
    get(conversation: string): string {
        return this.#drafts.get(conversation) ?? "";
    }

    /** Keeps a draft; one of white space only is forgotten. The oldest of more than 200 is dropped. */
    set(conversation: string, text: string): void {
        // Another tab of the seller may have kept others meanwhile.
        const drafts = new Map(this.#load());
        drafts.delete(conversation);
        if (text.trim() !== "") {
            drafts.set(conversation, text);
        }

        this.#drafts = new Map([...drafts].slice(-MAX_DRAFTS));
        safely(() => this.#storage?.setItem(this.#key, JSON.stringify([...this.#drafts])));
    }

    /** What is stored, or what is known here where nothing can be. */
    #load(): ReadonlyMap<string, string> {
        const isDraft = (entry: unknown): entry is [string, string] =>
            Array.isArray(entry) && entry.length === 2 && entry.every(part => typeof part === "string");
        const stored: unknown = safely(() => JSON.parse(this.#storage?.getItem(this.#key) ?? "null"));
        return Array.isArray(stored) ? new Map(stored.filter(isDraft)) : this.#drafts;
    }
}
