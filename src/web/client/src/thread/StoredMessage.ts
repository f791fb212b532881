import type { HistoryMessage } from "../api/views.ts";

/** A stored message, whether it was loaded or came live; the latter has no position. */
export type StoredMessage = Omit<HistoryMessage, "conversation">;

/**
 * What stays the same from the moment a message is written. A uuid is the writer's choice: one side's tells apart what that
 * side wrote, and takes nothing of the other's.
 */
export function idOf({
    from,
    uuid,
    syncKey,
    position,
}: Omit<StoredMessage, "content" | "sellerId" | "timestamp">): string {
    if (uuid !== "") return `${from} ${uuid}`;
    return syncKey !== null ? `key ${syncKey}` : `position ${position}`;
}
