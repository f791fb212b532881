import type { OutgoingMessage } from "../messages.ts";
import type { OutboxEntry } from "../storage/OutboxEntry.ts";

/** An entry of the outbox as it is shown. */
export function queued({ uuid, conversation, content, createdAt }: OutboxEntry): OutgoingMessage {
    return {
        uuid,
        conversation,
        content,
        createdAt,
        state: "queued",
        syncKey: null,
        timestamp: null,
        status: null,
        reason: null,
    };
}
