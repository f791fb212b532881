import type { Thread } from "@kefuchat/client";
import { useEffect } from "preact/hooks";
import { countUnread } from "../unread.ts";

/** Marks as read what is shown, while the page is seen. How many messages are unread. */
export function useReading(thread: Thread | null, isShown: boolean): number {
    const unread = thread === null ? 0 : countUnread(thread.messages, thread.ownReadKey);
    useEffect(() => {
        if (thread === null || !isShown || unread === 0) {
            return undefined;
        }

        const read = () => {
            if (document.visibilityState === "visible") {
                thread.markRead();
            }
        };
        read();
        document.addEventListener("visibilitychange", read);
        return () => document.removeEventListener("visibilitychange", read);
    }, [thread, isShown, unread]);
    return unread;
}
