/** The two sides of a conversation. */
export type Party = "customer" | "seller";

/** A stored message, as it comes from the queue of this identity. */
export interface IncomingMessage {
    /** `{store}.{customer's appid}.{customer's uid}`. */
    conversation: string;
    /** Who wrote it. Notes of the server come in the name of one of the two. */
    from: Party;
    /** The seller who wrote it, or to whom it was written. */
    sellerId: number;
    /** When the server took it, epoch milliseconds. Sort by keys, never by time. */
    timestamp: number;
    /** As it was written: see `parseContent`. */
    content: string;
    /** The writer's own id of it; "" for none. */
    uuid: string;
    /** Its key in the queue of this identity. */
    syncKey: number;
    /** Whether this identity wrote it, on whichever device. Notes of the server are nobody's. */
    isSelf: boolean;
}

/**
 * What became of a message: `queued` (waits for the connection, or for those before it), `sent` (no answer yet), `stored`
 * (safely on the server's disk), `read` (by the other side), `refused` (for good, with a reason).
 */
export type SendState = "queued" | "sent" | "stored" | "read" | "refused";

/** A message written here, or in another tab of the same identity. */
export interface OutgoingMessage {
    /** Its id: the same from `send` to the stored message. */
    uuid: string;
    conversation: string;
    content: string;
    /** When it was written, epoch milliseconds by this device's clock. */
    createdAt: number;
    /** `read` is a matter of a conversation's read mark: `Thread` knows it, this does not go beyond `stored`. */
    state: SendState;
    /** Its key in the queue of this identity, once stored. */
    syncKey: number | null;
    /** When the server took it, epoch milliseconds, once stored. */
    timestamp: number | null;
    /** The server's status where it was refused, or an HTTP status (400 and above) where nobody could be found to write to. */
    status: number | null;
    /** Why it was refused, in English, for a log; pages choose their words by `status`. */
    reason: string | null;
}
