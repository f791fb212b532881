import type { ThreadMessage } from "@kefuchat/client";

/** The seller's request for a rating that the customer has not answered; null for none. */
export function ratingAsked(messages: readonly ThreadMessage[]): ThreadMessage | null {
    const at = messages.findLastIndex(({ content, isMine }) => content.type === "rating_request" && !isMine);
    const isAnswered = messages.slice(at + 1).some(({ content, isMine }) => content.type === "rating" && isMine);
    return isAnswered ? null : (messages[at] ?? null);
}
