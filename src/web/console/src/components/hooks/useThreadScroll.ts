import type { Thread } from "@kefuchat/client";
import type { Virtualizer } from "@tanstack/virtual-core";
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { estimatedHeight } from "../../thread/estimatedHeight.ts";
import type { ThreadRow } from "../../thread/rows.ts";
import { useVirtualizer } from "./useVirtualizer.ts";

/** How near to the end counts as at the end, CSS pixels. */
const NEAR_END = 60;

/** How near to the beginning older messages are asked for, CSS pixels. */
const NEAR_BEGINNING = 600;

/** Where a thread stands. */
export interface ThreadScroll {
    /** To be the element that scrolls. */
    readonly scroller: RefObject<HTMLDivElement | null>;
    readonly virtualizer: Virtualizer<HTMLElement, HTMLElement>;
    /** Whether the newest message is in sight. */
    readonly isAtEnd: boolean;
    /** The row of the message that was looked for; -1 while it is not loaded, or none is. */
    readonly targetIndex: number;
}

/**
 * Where a thread stands: at first at what is unread, at a message that was looked for, or at the end. It goes to the
 * end when the seller writes, stays there while it is there, and where it is otherwise, whatever comes below or is loaded above.
 */
export function useThreadScroll(
    thread: Thread,
    rows: readonly ThreadRow[],
    isReady: boolean,
    target: number | null,
): ThreadScroll {
    const scroller = useRef<HTMLDivElement>(null);
    const virtualizer = useVirtualizer(scroller, {
        count: rows.length,
        estimateSize: index => estimatedHeight(rows[index]),
        getItemKey: index => rows[index]?.id ?? index,
        anchorTo: "end",
        followOnAppend: true,
        scrollEndThreshold: NEAR_END,
        overscan: 8,
        paddingStart: 12,
        paddingEnd: 12,
    });

    useLayoutEffect(() => {
        const unread = rows.findIndex(({ kind }) => kind === "unread");
        if (isReady && unread >= 0 && target === null) {
            virtualizer.scrollToIndex(unread, { align: "start" });
        } else if (isReady) {
            virtualizer.scrollToEnd();
        }
    }, [isReady]);

    // Who has just written wants to see it.
    const written = justWritten(rows.at(-1));
    useLayoutEffect(() => {
        if (written !== null) {
            virtualizer.scrollToEnd();
        }
    }, [written]);

    const targetIndex = target === null ? -1 : rows.findIndex(row => keyOf(row) === target);
    useLayoutEffect(() => {
        if (targetIndex >= 0) {
            virtualizer.scrollToIndex(targetIndex, { align: "center" });
        }
    }, [target, targetIndex >= 0]);

    const isAtEnd = useAtEnd(scroller, isReady);
    useEffect(() => {
        const element = scroller.current;
        if (element === null || !isReady) {
            return;
        }

        // A message from long ago is further up: page after page is loaded until it is there.
        const isTargetAbove = target !== null && targetIndex < 0;
        const isOlderWanted = isTargetAbove || element.scrollTop < NEAR_BEGINNING;
        if (isOlderWanted && thread.hasOlder && !thread.isLoading && thread.error === null) {
            void thread.older();
        }
    });

    return { scroller, virtualizer, isAtEnd, targetIndex };
}

/** Whether the end is in sight: measured, for the virtualiser hears of a scroll later, and renders again for few of them. */
function useAtEnd(scroller: RefObject<HTMLElement | null>, isReady: boolean): boolean {
    const [isAtEnd, setAtEnd] = useState(false);
    const measure = () => {
        const element = scroller.current;
        if (element !== null && isReady) {
            setAtEnd(element.scrollHeight - element.scrollTop - element.clientHeight <= NEAR_END);
        }
    };
    useEffect(measure);
    useEffect(() => {
        const element = scroller.current;
        element?.addEventListener("scroll", measure, { passive: true });
        return () => element?.removeEventListener("scroll", measure);
    }, [isReady]);
    return isAtEnd;
}

/** The row of a message of one's own that is not stored yet; null for any other. */
function justWritten(row: ThreadRow | undefined): string | null {
    const state = row?.kind === "message" ? row.message.state : null;
    return row !== undefined && (state === "queued" || state === "sent") ? row.id : null;
}

/** The key of a row's message in the seller's queue. */
function keyOf(row: ThreadRow): number | null {
    return row.kind === "message" ? row.message.syncKey : null;
}
