import type { ThreadMessage } from "@kefuchat/client";
import { isSameDay } from "@kefuchat/ui";

/** A line of the log. */
export type LogItem =
    | { kind: "day"; key: string; at: number }
    | { kind: "unread"; key: string }
    | { kind: "message"; key: string; message: ThreadMessage; isFirst: boolean; isLast: boolean };

/** Messages of one person that follow each other within this time stand together, milliseconds. */
const GROUP_WINDOW = 5 * 60_000;

/** What the log shows: a heading where a day begins, a line before `firstUnread`, and messages in groups. */
export function logItems(messages: readonly ThreadMessage[], firstUnread: string | null): LogItem[] {
    const items: LogItem[] = [];
    messages.forEach((message, index) => {
        const before = messages[index - 1];
        const after = messages[index + 1];
        const key = message.id;
        if (before === undefined || !isSameDay(before.timestamp, message.timestamp)) {
            items.push({ kind: "day", key: `day ${key}`, at: message.timestamp });
        }

        if (key === firstUnread) {
            items.push({ kind: "unread", key: "unread" });
        }

        const isFirst = before === undefined || !areTogether(before, message) || key === firstUnread;
        const isLast = after === undefined || !areTogether(message, after) || after.id === firstUnread;
        items.push({ kind: "message", key, message, isFirst, isLast });
    });
    return items;
}

function areTogether(one: ThreadMessage, next: ThreadMessage): boolean {
    return (
        one.from === next.from &&
        one.sellerId === next.sellerId &&
        one.content.type !== "system" &&
        next.content.type !== "system" &&
        next.timestamp - one.timestamp < GROUP_WINDOW &&
        isSameDay(one.timestamp, next.timestamp)
    );
}
