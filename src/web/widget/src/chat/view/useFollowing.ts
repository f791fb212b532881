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
    const before = useRef({ first: "", last: "", height: 0 });

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

        const { first, last, height } = before.current;
        const newest = messages.at(-1);
        const hasWritten = newest?.isMine === true && newest.id !== last && newest.state !== "stored";
        if (isFollowing.current || hasWritten) {
            toEnd();
        } else if (messages[0]?.id !== first) {
            element.scrollTop += element.scrollHeight - height;
        }

        before.current = { first: messages[0]?.id ?? "", last: newest?.id ?? "", height: element.scrollHeight };
    });

    // A keyboard that comes up, a bar above the composer: what was at the end stays there.
    useEffect(() => {
        const element = log.current;
        if (element === null || !isOpen) {
            return undefined;
        }

        const observer = new ResizeObserver(() => isFollowing.current && toEnd());
        observer.observe(element);
        return () => observer.disconnect();
    }, [log, isOpen, toEnd]);

    return { isAtEnd, onScroll, toEnd };
}
