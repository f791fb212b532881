import type { Thread } from "@kefuchat/client";
import { DownIcon } from "@kefuchat/ui";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { isFromCustomer, rowsOf } from "../../thread/rows.ts";
import { useConsole } from "../ConsoleContext.ts";
import { useThreadScroll } from "../hooks/useThreadScroll.ts";
import { useWatched } from "../hooks/useWatched.ts";
import { Row } from "./Row.tsx";

interface MessagesProps {
    readonly thread: Thread;
    /** The customer's. */
    readonly name: string;
    /** The key of the message to show; null: what is unread, or the end. */
    readonly target: number | null;
}

/** What was said; only what is in sight is in the page. It counts as read once the newest is seen. */
export function Messages({ thread, name, target }: MessagesProps) {
    const { t } = useConsole();
    const { messages, isLoading, error } = thread;
    const isReady = thread.details !== null;
    const unreadAfter = useUnreadAfter(thread, isReady);
    const rows = useMemo(() => rowsOf(messages, unreadAfter), [messages, unreadAfter]);
    const { scroller, virtualizer, targetIndex, isAtEnd } = useThreadScroll(thread, rows, isReady, target);

    const isWatched = useWatched();
    useEffect(() => {
        if (isAtEnd && isWatched) {
            thread.markRead();
        }
    }, [thread, isAtEnd, isWatched, messages]);
    const unseen = messages.filter(one => isFromCustomer(one) && (one.syncKey ?? 0) > thread.ownReadKey).length;

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
                    {virtualizer.getVirtualItems().map(item => {
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
                                    <Row row={row} name={name} isTarget={item.index === targetIndex} />
                                </div>
                            )
                        );
                    })}
                </div>
            </div>
            {isReady && !isAtEnd && messages.length > 0 && (
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
