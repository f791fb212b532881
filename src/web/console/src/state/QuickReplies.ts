import type { QuickReply, SellerApi, SellerSelf } from "@kefuchat/client";
import { Observable } from "./Observable.ts";

/** The quick replies of a store, which its sellers share. */
export interface StoreReplies {
    readonly store: SellerSelf["stores"][number];
    readonly replies: readonly QuickReply[];
}

/** What quick replies need of the API. */
export type QuickReplyApi = Pick<
    SellerApi,
    "quickReplies" | "addQuickReply" | "replaceQuickReply" | "deleteQuickReply"
>;

/** The texts a seller keeps at hand: the seller's own, and those of the stores. */
export class QuickReplies extends Observable {
    readonly #api: QuickReplyApi;
    readonly #stores: SellerSelf["stores"];
    #own: readonly QuickReply[] = [];
    #ofStores: readonly StoreReplies[] = [];

    constructor(api: QuickReplyApi, stores: SellerSelf["stores"]) {
        super();
        this.#api = api;
        this.#stores = stores;
    }

    /** The seller's own, in the order they were made. */
    get own(): readonly QuickReply[] {
        return this.#own;
    }

    get ofStores(): readonly StoreReplies[] {
        return this.#ofStores;
    }

    /** What can be written in a conversation with a store: the seller's own first. */
    for(store: number): readonly QuickReply[] {
        return [...this.#own, ...(this.#ofStores.find(one => one.store.id === store)?.replies ?? [])];
    }

    /**
     * Loads all of them.
     * @throws ApiError when the server does not answer.
     */
    async load(): Promise<void> {
        this.#own = await this.#loadAll(null);
        this.changed();
        this.#ofStores = await Promise.all(
            this.#stores.map(async store => ({ store, replies: await this.#loadAll(store.id) })),
        );
        this.changed();
    }

    /**
     * Adds one of the seller's own.
     * @throws ApiError when the server does not take it.
     */
    async add(shortcut: string, text: string): Promise<void> {
        this.#own = [...this.#own, await this.#api.addQuickReply(null, shortcut, text)];
        this.changed();
    }

    /**
     * Changes one of the seller's own.
     * @throws ApiError when the server does not take it.
     */
    async replace(reply: QuickReply): Promise<void> {
        const changed = await this.#api.replaceQuickReply(null, reply);
        this.#own = this.#own.map(one => (one.id === changed.id ? changed : one));
        this.changed();
    }

    /**
     * Removes one of the seller's own.
     * @throws ApiError when the server does not.
     */
    async remove(id: string): Promise<void> {
        await this.#api.deleteQuickReply(null, id);
        this.#own = this.#own.filter(one => one.id !== id);
        this.changed();
    }

    async #loadAll(store: number | null): Promise<readonly QuickReply[]> {
        const all: QuickReply[] = [];
        let next: string | null = "";
        while (next !== null) {
            const page: Awaited<ReturnType<QuickReplyApi["quickReplies"]>> = await this.#api.quickReplies(store, next);
            all.push(...page.quickReplies);
            next = page.next;
        }

        return all;
    }
}
