import type { Thread } from "@kefuchat/client";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { isUnread } from "../unread.ts";

/** The id of the first message that was unread when the panel was opened; null for none. It stays while the panel is open. */
export function useFirstUnread(thread: Thread | null, isOpen: boolean): string | null {
    const [first, setFirst] = useState<string | null>(null);
    const isKnown = useRef(false);

    useLayoutEffect(() => {
        if (!isOpen) {
            isKnown.current = false;
            setFirst(null);
        } else if (!isKnown.current && thread !== null && !thread.isLoading) {
            isKnown.current = true;
            setFirst(thread.messages.find(message => isUnread(message, thread.ownReadKey))?.id ?? null);
        }
    });
    return first;
}
