import type { ShownContent } from "../content/MessageContent.ts";
import type { Party, SendState } from "../messages.ts";

/** A message as a page shows it. */
export interface ThreadMessage {
    /** Stays the same from the moment it is written. */
    readonly id: string;
    readonly from: Party;
    readonly sellerId: number;
    /** Whether this identity wrote it. Notes of the server are nobody's. */
    readonly isMine: boolean;
    readonly content: ShownContent;
    /** Epoch milliseconds: by the server's clock, or by this device's until it is stored. */
    readonly timestamp: number;
    /** Where it is in the conversation, of messages that were loaded. */
    readonly position: number | null;
    /** Its key in the own queue, if it is in it. */
    readonly syncKey: number | null;
    /** null for messages of others. */
    readonly state: SendState | null;
    /** Status and reason of a refusal, as in `OutgoingMessage`. */
    readonly status: number | null;
    readonly reason: string | null;
    /** What `KefuClient.resend` takes; "" for none. */
    readonly uuid: string;
}
