import { parseContent, type ConversationView } from "@kefuchat/client";
import { Avatar, previewText, useUi } from "@kefuchat/ui";
import { useMemo } from "preact/hooks";
import { useConsole } from "../ConsoleContext.ts";

interface ConversationRowProps {
    readonly conversation: ConversationView;
    readonly isSelected: boolean;
    readonly isTyping: boolean;
    readonly draft: string;
    /** CSS pixels from the top of the list. */
    readonly top: number;
    readonly index: number;
    readonly count: number;
    /** Epoch milliseconds. */
    readonly now: number;
    readonly onSelect: () => void;
}

/** The id of a conversation's row in the page. */
export function rowId(conversation: string): string {
    return `row-${conversation}`;
}

/** One conversation: who, what was said last and when, what is unread. */
export function ConversationRow(props: ConversationRowProps) {
    const { conversation, isSelected, top, index, count, now, onSelect } = props;
    const { session, t, names } = useConsole();
    const { dates } = useUi();
    const { customer, unread, last, seller, storeName } = conversation;
    const name = names.of(customer);

    return (
        <div
            id={rowId(conversation.id)}
            class={unread > 0 ? "row is-unread" : "row"}
            role="option"
            aria-selected={isSelected}
            aria-setsize={count}
            aria-posinset={index + 1}
            style={{ transform: `translateY(${top}px)` }}
            onClick={onSelect}
        >
            <Avatar name={name} {...(customer.online && { online: true })} />
            <div>
                <div class="row-line">
                    <span class="row-who cut">
                        <bdi class="row-name">{name}</bdi>
                        {session.me.stores.length > 1 && storeName !== undefined && (
                            <bdi class="row-store">{storeName}</bdi>
                        )}
                    </span>
                    {last !== undefined && <span class="row-time">{dates.short(last.timestamp, now)}</span>}
                </div>
                <div class="row-line">
                    <Preview {...props} />
                    {conversation.isMine === false && seller !== undefined && (
                        <bdi class="tag cut">{t("hasMoved", { name: names.of(seller) })}</bdi>
                    )}
                    {unread > 0 && (
                        <span class="count" role="img" aria-label={t("unread", { n: unread })}>
                            {unread > 99 ? "99+" : unread}
                        </span>
                    )}
                </div>
            </div>
        </div>
    );
}

/** What the conversation's second line says: that the customer writes, what the seller has begun to, or what was said last. */
function Preview({ conversation, isSelected, isTyping, draft }: ConversationRowProps) {
    const { t } = useConsole();
    if (isTyping) {
        return <span class="row-preview row-typing cut">{t("typing")}</span>;
    }

    return draft !== "" && !isSelected ? (
        <span class="row-preview cut">
            <span class="row-draft">{t("draft")}</span>
            <bdi>{draft}</bdi>
        </span>
    ) : (
        <span class="row-preview cut">
            <LastMessage last={conversation.last} />
        </span>
    );
}

function LastMessage({ last }: { last: ConversationView["last"] }) {
    const { session, t } = useConsole();
    const ui = useUi();
    const content = useMemo(() => (last === undefined ? null : parseContent(last.content, last.uuid)), [last]);
    if (last === undefined || content === null) {
        return <>{t("nobodyWrote")}</>;
    }

    const isMine = last.from === "seller" && last.sellerId === session.me.uid && content.type !== "system";
    return (
        <>
            {isMine && t("you")}
            <bdi>{previewText(content, ui)}</bdi>
        </>
    );
}
