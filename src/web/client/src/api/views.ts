// What the HTTP API answers, in this language's spelling: see /openapi/v1.json of a server. What is not there is left away.
import type { Party } from "../messages.ts";

/** Somebody in a conversation. */
export interface Person {
    appid: number;
    uid: number;
    name?: string;
    /** An https address. */
    avatar?: string;
    /** Connected, and, if a seller, available. */
    online: boolean;
    /** A customer nobody knows; not there for sellers. */
    isVisitor?: boolean;
}

/** Who does not let a customer write. */
export interface Block {
    store: number;
    /** The seller who muted the customer; 0: blocked for the whole store. */
    seller: number;
    /** ISO 8601; not there: until it is taken back. */
    until?: string;
    by: number;
}

export interface ConversationView {
    /** `{store}.{customer's appid}.{customer's uid}`. */
    id: string;
    store: number;
    storeName?: string;
    customer: Person;
    /** Who answers now. */
    seller?: Person;
    state: "open" | "closed";
    /** Whether it is assigned to the calling seller; not there for customers. */
    isMine?: boolean;
    /** The newest message the caller sees. */
    last?: HistoryMessage;
    /** Messages of the other side behind what was read; 1000 stands for that many or more. */
    unread: number;
    /** How far the caller has read, as a key of the caller's queue. */
    readSyncKey: number;
    /** How far the other side has read, as a key of the caller's queue. */
    otherReadSyncKey: number;
    /** The seller who handed it over; only for the seller who has it. */
    transferredBy?: number;
    /** What that seller noted. */
    note?: string;
    /** Only for sellers. */
    blocks?: Block[];
}

/** A message of a history or a search. */
export interface HistoryMessage {
    /** Where it is in the conversation; null in lists that are no history. */
    position: number | null;
    /** Its key in the caller's own queue; null where it is not in it. */
    syncKey: number | null;
    from: Party;
    sellerId: number;
    /** Epoch milliseconds. */
    timestamp: number;
    content: string;
    /** "" for none. */
    uuid: string;
    /** The conversation it is in, where the server tells: in a search. */
    conversation: string | null;
}

/** A page of messages, with what to ask for to go on in the same direction; null at the end. */
export interface MessagePage {
    messages: HistoryMessage[];
    next: number | null;
}

/** A page of conversations, latest first. */
export interface ConversationPage {
    conversations: ConversationView[];
    next: number | null;
}

/** Business hours. Days are mon to sun, each a list of "09:00-18:00". */
export interface Hours {
    timeZone: string;
    weekly: Partial<Record<"mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun", string[]>>;
}

/** What everybody may know of a store. */
export interface StoreProfile {
    id: number;
    name: string;
    greeting: string;
    offlineMessage: string;
    openNow: boolean;
    /** Whether any of its sellers is here now. */
    online: boolean;
    /** Not there: always open. */
    hours?: Hours;
    /** ISO 8601; not there when it is open, or never opens. */
    opensAt?: string;
}

/** The seller a customer is to write to. */
export interface Assignment {
    conversation: string;
    seller: Person;
    /** Whether any seller of the store is here. */
    anyoneOnline: boolean;
    /** What to tell a customer whom nobody answers now; not there while the seller is here. */
    offline?: { message?: string; openNow: boolean; opensAt?: string; hours?: Hours };
}

/** An uploaded file. */
export interface FileView {
    id: string;
    name: string;
    contentType: string;
    /** Bytes. */
    size: number;
    /** Pixels, of an image. */
    width?: number;
    height?: number;
    /** A full address; it needs no token, and expires. */
    url: string;
    /** ISO 8601. */
    expiresAt: string;
}

export interface QuickReply {
    id: string;
    /** 1 to 32 characters. */
    shortcut: string;
    /** 1 to 4000 characters. */
    text: string;
}

export interface QuickReplyPage {
    quickReplies: QuickReply[];
    next: string | null;
}

/** A visitor's identity, and the token that proves it. */
export interface Visitor {
    appid: number;
    uid: number;
    token: string;
    /** ISO 8601. */
    expiresAt: string;
}

/** A seller, as the seller sees it. */
export interface SellerSelf {
    appid: number;
    uid: number;
    name?: string;
    avatar?: string;
    isAway: boolean;
    stores: { id: number; name: string; sellers: Colleague[] }[];
}

/** A seller of a store. */
export interface Colleague extends Person {
    isAway: boolean;
}

/** What awaits a seller; 1000 stands for that many or more. */
export interface UnreadCount {
    conversations: number;
    messages: number;
}
