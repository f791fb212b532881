import type { ConversationView } from "@kefuchat/client";

/** Which conversations: open ones assigned to the seller, all open ones the seller sees any of, or closed ones. */
export type ListFilter = "mine" | "all" | "closed";

/** Those with unread messages before the others, or all by their latest message. */
export type ListOrder = "unread" | "latest";

/** What is asked of the list. */
export interface ListView {
    readonly filter: ListFilter;
    readonly order: ListOrder;
}

/** The key of its newest message in the seller's queue: what the list is ordered by; 0 where nothing is written. */
export function keyOf(conversation: ConversationView): number {
    return conversation.last?.syncKey ?? 0;
}

/** Whether a conversation is one of those. */
export function matches(filter: ListFilter, { state, isMine }: ConversationView): boolean {
    return filter === "closed" ? state === "closed" : state === "open" && (filter === "all" || isMine !== false);
}
