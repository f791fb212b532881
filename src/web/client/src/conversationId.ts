import type { Party } from "./messages.ts";
import type { Identity } from "./tokens/Identity.ts";

/** The parts of a conversation's id. */
export interface ConversationParts {
    /** The store, 0 for none. */
    readonly store: number;
    readonly customer: Identity;
}

/** The id of the conversation of a customer with a store: `{store}.{appid}.{uid}`. */
export function conversationId(store: number, { appid, uid }: Identity): string {
    return `${store}.${appid}.${uid}`;
}

/**
 * Takes an id apart.
 * @throws RangeError when it is none.
 */
export function parseConversationId(id: string): ConversationParts {
    const [store, appid, uid, ...more] = id.split(".").map(Number);
    if (
        store === undefined ||
        appid === undefined ||
        uid === undefined ||
        more.length > 0 ||
        !Number.isSafeInteger(store) ||
        store < 0 ||
        !isId(appid) ||
        !isId(uid) ||
        conversationId(store, { appid, uid }) !== id
    ) {
        throw new RangeError(`"${id}" is not the id of a conversation`);
    }

    return { store, customer: { appid, uid } };
}

/** Which side of a conversation an identity is: its customer, or else a seller. */
export function partyOf(identity: Identity, conversation: string): Party {
    return conversation.endsWith(`.${identity.appid}.${identity.uid}`) ? "customer" : "seller";
}

function isId(value: number): boolean {
    return Number.isSafeInteger(value) && value > 0;
}
