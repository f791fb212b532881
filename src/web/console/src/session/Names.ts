import { parseConversationId, type Person, type SellerSelf } from "@kefuchat/client";
import type { T } from "../i18n/translations.ts";

/** How many digits of a visitor's uid tell visitors apart; all of them are sixteen. */
const DIGITS = 4;

/** What people are called: by their names, or by what they are and their number. */
export class Names {
    readonly #t: T;
    readonly #me: SellerSelf | null;

    /** @param me The seller who is signed in, whose colleagues are known. */
    constructor(t: T, me: SellerSelf | null) {
        this.#t = t;
        this.#me = me;
    }

    /** Somebody in a conversation. */
    of({ name, uid, isVisitor }: Pick<Person, "name" | "uid" | "isVisitor">): string {
        return (
            name ??
            (isVisitor === true
                ? this.#t("visitorNamed", { id: String(uid).slice(-DIGITS) })
                : isVisitor === false
                  ? this.#t("customerNamed", { id: uid })
                  : this.#t("sellerNamed", { id: uid }))
        );
    }

    /** The customer of a conversation of which only the id is known. */
    someCustomer(conversation: string): string {
        return this.#t("customerNamed", { id: parseConversationId(conversation).customer.uid });
    }

    /** A seller, by the uid. */
    seller(uid: number): string {
        const colleagues = this.#me?.stores.flatMap(store => store.sellers) ?? [];
        return this.of(colleagues.find(seller => seller.uid === uid) ?? { uid });
    }
}
