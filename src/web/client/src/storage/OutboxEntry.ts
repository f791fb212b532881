/** A message that waits to be stored by the server. */
export interface OutboxEntry {
    readonly uuid: string;
    readonly conversation: string;
    readonly content: string;
    /** Epoch milliseconds, never the same for two entries of one tab: their order. */
    readonly createdAt: number;
}
