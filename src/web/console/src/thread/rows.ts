import type { ThreadMessage } from "@kefuchat/client";

/** One line of a thread as it is shown. */
export type ThreadRow =
    | { readonly kind: "day"; readonly id: string; readonly timestamp: number }
    | { readonly kind: "unread"; readonly id: string }
    | { readonly kind: "message"; readonly id: string; readonly message: ThreadMessage; readonly isFirst: boolean };

const GROUP_MS = 3 * 60_000;

/**
 * The rows of a thread: a line before the first message of each day, one before the first that was unread when the thread
 * was opened, and the messages; `isFirst` begins a run of one person's, the others of which bear no name.
 * @param unreadAfter The key up to which was read then; null: no line.
 */
export function rowsOf(messages: readonly ThreadMessage[], unreadAfter: number | null): readonly ThreadRow[] {
    const rows: ThreadRow[] = [];
    let previous: ThreadMessage | null = null;
    let isUnreadMarked = unreadAfter === null;
    for (const message of messages) {
        let isFirst = previous === null || !isSameRun(previous, message);
        if (previous === null || dayOf(previous) !== dayOf(message)) {
            rows.push({ kind: "day", id: `day-${message.id}`, timestamp: message.timestamp });
            isFirst = true;
        }

        if (!isUnreadMarked && isFromCustomer(message) && (message.syncKey ?? 0) > (unreadAfter ?? 0)) {
            rows.push({ kind: "unread", id: "unread" });
            isUnreadMarked = true;
            isFirst = true;
        }

        rows.push({ kind: "message", id: message.id, message, isFirst });
        previous = message;
    }

    return rows;
}

/** Whether a customer said it: what colleagues and the server say does not count as unread. */
export function isFromCustomer({ from, content }: ThreadMessage): boolean {
    return from === "customer" && content.type !== "system";
}

function isSameRun(a: ThreadMessage, b: ThreadMessage): boolean {
    return (
        a.from === b.from &&
        a.sellerId === b.sellerId &&
        (a.content.type === "system") === (b.content.type === "system") &&
        b.timestamp - a.timestamp < GROUP_MS
    );
}

function dayOf({ timestamp }: ThreadMessage): string {
    return new Date(timestamp).toDateString();
}
