import type { ThreadMessage } from "@kefuchat/client";

/** Whether the customer has not read a message of the other side. Notes of the server are nobody's news. */
export function isUnread({ from, content, syncKey }: ThreadMessage, readKey: number): boolean {
    return from === "seller" && content.type !== "system" && syncKey !== null && syncKey > readKey;
}

/** How many messages the customer has not read, of those that are loaded. */
export function countUnread(messages: readonly ThreadMessage[], readKey: number): number {
    return messages.filter(message => isUnread(message, readKey)).length;
}
