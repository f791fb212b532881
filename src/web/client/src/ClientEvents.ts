import type { ConnectionState } from "./ConnectionState.ts";
import type { SystemContent } from "./content/MessageContent.ts";
import type { IncomingMessage, OutgoingMessage, Party } from "./messages.ts";

/** Somebody writes, or no longer does. */
export interface TypingNotice {
    conversation: string;
    from: Party;
    /** The seller who writes, or to whom is written; a seller may hear of a colleague. */
    sellerId: number;
    isTyping: boolean;
}

/** How far somebody has read. */
export interface ReadNotice {
    conversation: string;
    /** `me`: this identity, here or on another device. */
    by: "me" | "other";
    /** Everything up to this key of the own queue. */
    syncKey: number;
}

/** Something the server tells this seller alone and does not store: a conversation was handed over, a colleague wrote. */
export interface SystemNotice {
    conversation: string;
    content: SystemContent;
}

/** What a client tells. */
export interface ClientEvents {
    /** The connection's state has changed. */
    state: ConnectionState;
    /** A stored message of the own queue, whoever wrote it (own ones included): in the order of the keys, each once. */
    message: IncomingMessage;
    /** A message written here or in another tab has changed its state. */
    outgoing: OutgoingMessage;
    /** Comes with `isTyping: false` after 6 s, or when a message of that party comes. */
    typing: TypingNotice;
    read: ReadNotice;
    notice: SystemNotice;
    /**
     * What is shown may have a hole: load it again. Comes also when delivery begins with `from: "now"`, for what was loaded
     * before that may lack what came in between.
     */
    reset: { reason: string };
    /** A token was refused; the provider is asked for another. */
    refusedToken: { reason: string };
}
