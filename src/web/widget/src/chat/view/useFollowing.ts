import type { ThreadMessage } from "@kefuchat/client";
import type { RefObject } from "preact";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

/** How near to an end counts as being there, CSS pixels. */
const NEAR = 48;

/** How a log scrolls. */
export interface Following {
    /** Whether the newest message is in sight. */
    isAtEnd: boolean;
    onScroll(): void;
    toEnd(): void;
}

/**
 * Keeps a log at its end while the reader is there, or has just written, and where it is otherwise: what is put in above,
 * or comes below, moves nothing that is read.
 */
export function useFollowing(
    log: RefObject<HTMLElement | null>,
    messages: readonly ThreadMessage[],
    isOpen: boolean,
    onTop: () => void,
): Following {
    const [isAtEnd, setAtEnd] = useState(true);
    const isFollowing = useRef(true);
    const newest = useRef("");
    const top = useRef<{ row: HTMLElement; end: number } | null>(null);

    const toEnd = useCallback(() => {
        isFollowing.current = true;
        setAtEnd(true);
        log.current?.scrollTo({ top: log.current.scrollHeight });
    }, [log]);

    const onScroll = useCallback(() => {
        const element = log.current;
        if (element === null || element.clientHeight === 0) {
            return;
        }

        isFollowing.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
        setAtEnd(isFollowing.current);
        if (element.scrollTop < NEAR) {
            onTop();
        }
    }, [log, onTop]);

    useLayoutEffect(() => {
        const element = log.current;
        if (element === null) {
            return;
        }

        // Of the row that was the first, its end: where it begins changes when others come before it.
        const moved = top.current === null ? 0 : endOf(top.current.row) - top.current.end;
        const last = messages.at(-1);
        const hasWritten = last?.isMine === true && last.id !== newest.current && last.state !== "stored";
        if (isFollowing.current || hasWritten) {
            toEnd();
        } else {
            element.scrollTop += moved;
        }

        const row = element.querySelector<HTMLElement>(".kc-message");
        top.current = row && { row, end: endOf(row) };
        newest.current = last?.id ?? "";
    });

    // A keyboard that comes up, a bar above the composer, a form that grows: what was at the end stays there.
    useEffect(() => {
        const element = log.current;
        const content = element?.firstElementChild;
        if (!element || !content || !isOpen) {
            return undefined;
        }

        const observer = new ResizeObserver(() => isFollowing.current && toEnd());
        observer.observe(element);
        observer.observe(content);
        return () => observer.disconnect();
    }, [log, isOpen, toEnd]);

    return { isAtEnd, onScroll, toEnd };
}

/** Where a row ends, in pixels from the beginning of the log. */
function endOf(row: HTMLElement): number {
    return row.offsetTop + row.offsetHeight;
}
