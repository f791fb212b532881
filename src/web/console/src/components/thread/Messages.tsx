import type { Thread } from "@kefuchat/client";
import { DownIcon } from "@kefuchat/ui";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { rowsOf, type ThreadRow } from "../../thread/rows.ts";
import { useConsole } from "../ConsoleContext.ts";
import { useVirtualizer } from "../hooks/useVirtualizer.ts";
import { useWatched } from "../hooks/useWatched.ts";
import { Row } from "./Row.tsx";

/** How near to the end counts as at the end, CSS pixels. */
const NEAR_END = 60;

/** How near to the beginning older messages are asked for, CSS pixels. */
const NEAR_BEGINNING = 600;

/** What was said; only what is in sight is in the page. It stays at the end while it is there, and where it is otherwise. */
export function Messages({ thread, name }: { thread: Thread; name: string }) {
    const { t } = useConsole();
    const scroller = useRef<HTMLDivElement>(null);
    const { messages, hasOlder, isLoading, error } = thread;
    const isReady = thread.details !== null;
    const unreadAfter = useUnreadAfter(thread, isReady);
    const rows = useMemo(() => rowsOf(messages, unreadAfter), [messages, unreadAfter]);
    const virtualizer = useVirtualizer(scroller, {
        count: rows.length,
        estimateSize: index => estimate(rows[index]),
        getItemKey: index => rows[index]?.id ?? index,
        anchorTo: "end",
        followOnAppend: true,
        scrollEndThreshold: NEAR_END,
        overscan: 8,
        paddingStart: 12,
        paddingEnd: 12,
    });
    const items = virtualizer.getVirtualItems();

    // Once: to the first unread message, or to the end.
    useLayoutEffect(() => {
        const unread = rows.findIndex(({ kind }) => kind === "unread");
        if (isReady && unread >= 0) {
            virtualizer.scrollToIndex(unread, { align: "start" });
        } else if (isReady) {
            virtualizer.scrollToEnd();
        }
    }, [isReady]);

    // Measured, for the virtualiser hears of a scroll later than it happens. It renders again after every one.
    const [isAtEnd, setAtEnd] = useState(false);
    useEffect(() => {
        const element = scroller.current;
        if (element === null || !isReady) {
            return;
        }

        setAtEnd(element.scrollHeight - element.scrollTop - element.clientHeight <= NEAR_END);
        if (element.scrollTop < NEAR_BEGINNING && hasOlder && !isLoading && error === null) {
            void thread.older();
        }
    });

    const isWatched = useWatched();
    useEffect(() => {
        if (isAtEnd && isWatched) {
            thread.markRead();
        }
    }, [thread, isAtEnd, isWatched, messages]);
    const unseen = isAtEnd
        ? 0
        : messages.filter(({ isMine, syncKey }) => !isMine && (syncKey ?? 0) > thread.ownReadKey).length;

    return (
        <div class="messages">
            <div
                ref={scroller}
                class="messages-scroll"
                role="log"
                aria-live="off"
                tabIndex={0}
                aria-label={t("messages", { name })}
                aria-busy={isLoading}
            >
                {error !== null && (
                    <div class="list-note" role="alert">
                        {t("loadFailed")}
                        <button
                            type="button"
                            class="button"
                            onClick={() => void (isReady ? thread.older() : thread.open())}
                        >
                            {t("tryAgain")}
                        </button>
                    </div>
                )}
                {isReady && messages.length === 0 && <p class="list-note">{t("empty")}</p>}
                <div class="rows-content" role="presentation" style={{ height: `${virtualizer.getTotalSize()}px` }}>
                    {items.map(item => {
                        const row = rows[item.index];
                        return (
                            row && (
                                <div
                                    key={item.key}
                                    ref={virtualizer.measureElement}
                                    data-index={item.index}
                                    class="thread-row"
                                    style={{ transform: `translateY(${item.start}px)` }}
                                >
                                    <Row row={row} name={name} />
                                </div>
                            )
                        );
                    })}
                </div>
            </div>
            {isReady && !isAtEnd && (
                <button type="button" class="to-newest" onClick={() => virtualizer.scrollToEnd()}>
                    <DownIcon />
                    {unseen > 0 ? t("newMessages", { n: unseen }) : t("toNewest")}
                </button>
            )}
            <p class="typing" role="status">
                {thread.typing?.from === "customer" && t("customerIsTyping", { name })}
            </p>
        </div>
    );
}

/** The key up to which was read when the thread was opened: where the line before new messages stays. */
function useUnreadAfter(thread: Thread, isReady: boolean): number | null {
    const key = useRef<number | null>(null);
    if (isReady && key.current === null) {
        key.current = thread.ownReadKey;
    }

    return key.current;
}

/** A row's height before it is measured, CSS pixels. */
function estimate(row: ThreadRow | undefined): number {
    if (row?.kind !== "message") {
        return 40;
    }

    const { content } = row.message;
    const byType = { text: 40, image: 260, file: 76, product: 110, order: 140, rating_request: 44, rating: 44 };
    const text = content.type === "text" ? content.text : "";
    const lines = text.split("\n").length + Math.floor(text.length / 60);
    return (content.type in byType ? byType[content.type as keyof typeof byType] : 36) + (lines - 1) * 20;
}
