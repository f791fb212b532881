import { parseContent, type HistoryMessage } from "@kefuchat/client";
import { Avatar, previewText, useUi } from "@kefuchat/ui";
import { useNow } from "../hooks/useNow.ts";
import { useConsole } from "../ConsoleContext.ts";

/** The messages a search has found; a click opens the conversation. */
export function SearchResults() {
    const { session, t } = useConsole();
    const { search } = session;
    const { found, hasFailed, hasMore } = search;
    const now = useNow(30_000);

    return (
        <div class="rows" role="region" aria-label={t("searchResults")} aria-busy={found === null && !hasFailed}>
            <ul>
                {found?.map(message => (
                    <SearchResult key={`${message.conversation} ${message.syncKey}`} message={message} now={now} />
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

function SearchResult({ message, now }: { message: HistoryMessage; now: number }) {
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
                onClick={() => list.select(conversation, message.syncKey)}
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
