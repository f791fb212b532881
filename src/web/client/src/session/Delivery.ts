import type { IncomingMessage } from "../messages.ts";

/** A step along the queue, from key to key: what the leader hands to every tab. */
export interface Delivery {
    /** The key to be at for this step; null: whoever hears it goes to `key`, wherever it is. */
    readonly prev: number | null;
    readonly key: number;
    /** What lies at `key`; null where nothing (any longer) does. */
    readonly message: IncomingMessage | null;
    /** Why what is shown may have a hole; null where it has none. */
    readonly reset: string | null;
}
