import { safely } from "./storage.ts";

const MAX_DRAFTS = 200;

/** What is written but not sent, by conversation; kept by this browser for each seller who signs in with it. */
export class Drafts {
    readonly #storage: Storage | null;
    readonly #key: string;
    #drafts: Map<string, string>;

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
        this.#drafts.delete(conversation);
        if (text.trim() !== "") {
            this.#drafts.set(conversation, text);
        }

        for (const oldest of [...this.#drafts.keys()].slice(0, Math.max(0, this.#drafts.size - MAX_DRAFTS))) {
            this.#drafts.delete(oldest);
        }

        safely(() => this.#storage?.setItem(this.#key, JSON.stringify([...this.#drafts])));
    }

    #load(): Map<string, string> {
        const isDraft = (entry: unknown): entry is [string, string] =>
            Array.isArray(entry) && entry.length === 2 && entry.every(part => typeof part === "string");
        const stored: unknown = safely(() => JSON.parse(this.#storage?.getItem(this.#key) ?? "[]"));
        return new Map(Array.isArray(stored) ? stored.filter(isDraft) : []);
    }
}
