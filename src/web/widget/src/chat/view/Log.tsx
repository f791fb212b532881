import { DownIcon, useUi } from "@kefuchat/ui";
import type { ThreadMessage } from "@kefuchat/client";
import { useCallback, useEffect, useMemo, useRef } from "preact/hooks";
import type { ChatModel } from "../ChatModel.ts";
import { useTexts } from "../Texts.ts";
import { Greeting } from "./Greeting.tsx";
import { logItems } from "./logItems.ts";
import { MessageRow } from "./MessageRow.tsx";
import { OfflineNotice } from "./OfflineNotice.tsx";
import { RatingForm } from "./RatingForm.tsx";
import { ratingAsked } from "./ratingAsked.ts";
import { sellerNames } from "./sellerNames.ts";
import { TypingLine } from "./TypingLine.tsx";
import { useFirstUnread } from "./useFirstUnread.ts";
import { useFollowing } from "./useFollowing.ts";
import { useReading } from "./useReading.ts";

const NONE: readonly ThreadMessage[] = [];

/** The conversation: what was said, and what waits to be sent. */
export function Log({ model }: { model: ChatModel }) {
    const t = useTexts();
    const { dates } = useUi();
    const log = useRef<HTMLDivElement>(null);
    const { session, isOpen, seller } = model;
    const thread = session?.thread ?? null;
    const messages = session?.messages ?? NONE;
    const names = useMemo(() => sellerNames(messages, seller), [messages, seller]);
    const nameOf = (sellerId: number) => names.get(sellerId) ?? t("seller");

    const older = useCallback(() => void thread?.older(), [thread]);
    const { isAtEnd, onScroll, toEnd } = useFollowing(log, messages, isOpen, older);
    const firstUnread = useFirstUnread(thread, isOpen);
    const behind = useReading(thread, isOpen && isAtEnd);

    const items = useMemo(() => logItems(messages, firstUnread), [messages, firstUnread]);
    const asked = ratingAsked(messages);
    const now = Date.now();

    useEffect(() => {
        if (isOpen && firstUnread !== null) {
            log.current?.querySelector(".kc-unread-line")?.scrollIntoView({ block: "nearest" });
        }
    }, [isOpen, firstUnread]);

    return (
        <div class="kc-log-frame">
            <div
                ref={log}
                class="kc-log"
                role="log"
                aria-label={t("messages")}
                aria-busy={thread?.isLoading ?? false}
                tabIndex={0}
                onScroll={onScroll}
            >
                <div class="kc-log-content">
                    {thread !== null && thread.error !== null && (
                        <p class="kc-note">
                            {t("loadFailed")}{" "}
                            <button
                                type="button"
                                class="kc-text-button"
                                onClick={() => void (messages.length > 0 ? thread.older() : thread.open())}
                            >
                                {t("retry")}
                            </button>
                        </p>
                    )}
                    {!thread?.hasOlder && <Greeting model={model} />}
                    {items.map(item => {
                        switch (item.kind) {
                            case "day":
                                return (
                                    <h3 key={item.key} class="kc-day">
                                        {dates.day(item.at, now)}
                                    </h3>
                                );
                            case "unread":
                                return (
                                    <p key={item.key} class="kc-unread-line">
                                        <span>{t("unread")}</span>
                                    </p>
                                );
                            case "message":
                                return (
                                    <MessageRow
                                        key={item.key}
                                        message={item.message}
                                        isFirst={item.isFirst}
                                        isLast={item.isLast}
                                        name={nameOf(item.message.sellerId)}
                                        onResend={() => session?.client.resend(item.message.uuid)}
                                    />
                                );
                        }
                    })}
                    {asked !== null && session !== null && (
                        <RatingForm key={asked.id} onRate={content => session.send(content)} />
                    )}
                    <OfflineNotice model={model} />
                    {thread?.typing?.isTyping && thread.typing.from === "seller" && (
                        <TypingLine name={nameOf(thread.typing.sellerId)} />
                    )}
                </div>
            </div>
            {thread?.isLoading && <p class="kc-loading">{t("loading")}</p>}
            {!isAtEnd && (
                <button type="button" class="kc-to-end" onClick={toEnd}>
                    <DownIcon />
                    {behind > 0 ? t("newMessages", { n: behind }) : <span class="kc-unseen">{t("toNewest")}</span>}
                </button>
            )}
        </div>
    );
}
