import { ApiError } from "../api/ApiError.ts";
import type { KefuApi } from "../api/KefuApi.ts";
import { parseContent } from "../content/parseContent.ts";
import { parseConversationId, partyOf } from "../conversationId.ts";
import type { IncomingMessage } from "../messages.ts";
import type { Identity } from "../tokens/Identity.ts";

/**
 * The seller that a message of a conversation names: a seller's own is the seller, a customer's is whoever answers now. The
 * server is asked once, and its notes tell of changes.
 */
export class SellerDirectory {
    readonly #api: Pick<KefuApi, "assignment">;
    readonly #identity: Identity;
    readonly #sellers = new Map<string, Promise<number>>();

    constructor(api: Pick<KefuApi, "assignment">, identity: Identity) {
        this.#api = api;
        this.#identity = identity;
    }

    /** @throws ApiError when nobody can be found. */
    async find(conversation: string): Promise<number> {
        if (partyOf(this.#identity, conversation) === "seller") return this.#identity.uid;
        const asked = this.#sellers.get(conversation) ?? this.#ask(conversation);
        this.#sellers.set(conversation, asked);
        asked.catch(() => this.#sellers.get(conversation) === asked && this.#sellers.delete(conversation));
        const seller = await asked;
        // What was learned while the server was asked is newer than its answer.
        return this.#sellers.get(conversation) === asked ? seller : this.find(conversation);
    }

    /** Learns from a message who answers. A seller who merely writes may be a former one: then the server is asked again. */
    learn({ conversation, from, sellerId, content, uuid }: IncomingMessage): void {
        if (from !== "seller" || partyOf(this.#identity, conversation) === "seller") return;
        const shown = parseContent(content, uuid);
        const isNamed = shown.type === "system" && (shown.event === "assigned" || shown.event === "transferred");
        if (isNamed || parseConversationId(conversation).store === 0) {
            this.#sellers.set(conversation, Promise.resolve(sellerId));
            return;
        }

        const known = this.#sellers.get(conversation);
        void known?.then(
            seller => {
                if (seller !== sellerId && this.#sellers.get(conversation) === known)
                    this.#sellers.delete(conversation);
            },
            () => {},
        );
    }

    async #ask(conversation: string): Promise<number> {
        const { store } = parseConversationId(conversation);
        if (store === 0) throw new ApiError(404, "in no store a customer can only answer");
        return (await this.#api.assignment(store)).seller.uid;
    }
}
