import { parseContent, type HistoryMessage } from "@kefuchat/client";
import { Avatar, previewText, useChange, useUi } from "@kefuchat/ui";
import { useEffect } from "preact/hooks";
import { useNow } from "../hooks/useNow.ts";
import { useConsole } from "../ConsoleContext.ts";
import type { OpenConversation } from "./ConversationPane.tsx";

/** The messages a search has found; a click opens the conversation. */
export function SearchResults({ onOpen }: { onOpen: OpenConversation }) {
    const { session, t } = useConsole();
    const { search, list } = session;
    useChange(list.onChange);
    const { found, hasFailed, hasMore } = search;
    const now = useNow(30_000);

    // A search finds conversations that are not loaded: whose are they?
    useEffect(() => {
        const ids = new Set(found?.map(message => message.conversation));
        for (const id of ids) {
            if (id !== null && list.get(id) === undefined) {
                list.refresh(id);
            }
        }
    }, [list, found]);

    return (
        <div class="rows" role="region" aria-label={t("searchResults")} aria-busy={found === null && !hasFailed}>
            <ul>
                {found?.map(message => (
                    <SearchResult
                        key={`${message.conversation} ${message.syncKey}`}
                        message={message}
                        now={now}
                        onOpen={onOpen}
                    />
                ))}
            </ul>
            <div class="list-note" role="status">
                {hasFailed && t("searchFailed")}
                {found?.length === 0 && t("searchNothing")}
                {found === null && !hasFailed && t("loading")}
                {(hasMore || hasFailed) && (
                    <button type="button" class="button" onClick={() => void search.more()}>
                        {t(hasFailed ? "tryAgain" : "showMore")}
                    </button>
                )}
            </div>
        </div>
    );
}

interface SearchResultProps {
    readonly message: HistoryMessage;
    /** Epoch milliseconds. */
    readonly now: number;
    readonly onOpen: OpenConversation;
}

function SearchResult({ message, now, onOpen }: SearchResultProps) {
    const { session, t, names } = useConsole();
    const ui = useUi();
    const { conversation } = message;
    if (conversation === null) {
        return null;
    }

    const customer = session.list.get(conversation)?.customer;
    const name = customer === undefined ? names.someCustomer(conversation) : names.of(customer);
    const { list, me } = session;
    const isShown = conversation === list.selected && message.syncKey === list.target;
    return (
        <li>
            <button
                type="button"
                class="found"
                aria-current={isShown}
                onClick={() => onOpen(conversation, message.syncKey)}
            >
                <Avatar name={name} />
                <span class="found-body">
                    <span class="row-line">
                        <bdi class="row-name cut">{name}</bdi>
                        <span class="row-time">{ui.dates.short(message.timestamp, now)}</span>
                    </span>
                    <span class="row-preview found-text">
                        {message.from === "seller" && message.sellerId === me.uid && t("you")}
                        <bdi>{previewText(parseContent(message.content), ui)}</bdi>
                    </span>
                </span>
            </button>
        </li>
    );
}
