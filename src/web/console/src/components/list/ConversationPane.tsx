import { CloseIcon, useChange } from "@kefuchat/ui";
import { useEffect } from "preact/hooks";
import type { ListFilter } from "../../conversations/ListView.ts";
import { useConsole } from "../ConsoleContext.ts";
import { IconButton } from "../IconButton.tsx";
import { SearchIcon, SortIcon } from "../icons.tsx";
import { ConversationRows } from "./ConversationRows.tsx";
import { SearchResults } from "./SearchResults.tsx";

/** Opens a conversation. @param target The key of the message to show. */
export type OpenConversation = (id: string, target?: number | null) => void;

const FILTERS: readonly ListFilter[] = ["mine", "all", "closed"];

/** The conversations: which, in what order, or what a search has found. */
export function ConversationPane({ onOpen }: { onOpen: OpenConversation }) {
    const { session, settings, t } = useConsole();
    const { list, search } = session;
    useChange(search.onChange);
    const { order } = settings.values;
    useEffect(() => list.setOrder(order), [list, order]);
    const otherOrder = order === "unread" ? "latest" : "unread";

    return (
        <section class="pane list" aria-label={t("conversations")}>
            <div class="list-tools">
                <div class="search" role="search">
                    <SearchIcon />
                    <input
                        type="search"
                        class="input"
                        data-focus="search"
                        aria-label={t("search")}
                        placeholder={t("search")}
                        value={search.text}
                        onInput={event => search.type(event.currentTarget.value)}
                    />
                    {search.text !== "" && (
                        <IconButton label={t("clearSearch")} onClick={() => search.type("")} icon={<CloseIcon />} />
                    )}
                </div>
                <div class="tabs">
                    {FILTERS.map(filter => (
                        <button
                            key={filter}
                            type="button"
                            class="tab"
                            aria-pressed={list.view.filter === filter}
                            onClick={() => list.setFilter(filter)}
                        >
                            {t(filter)}
                        </button>
                    ))}
                    <button
                        type="button"
                        class="tab order-button"
                        aria-label={`${t("order")}: ${t(order === "unread" ? "unreadFirst" : "latestFirst")}`}
                        onClick={() => settings.set("order", otherOrder)}
                    >
                        <SortIcon />
                        {t(order === "unread" ? "unreadFirst" : "latestFirst")}
                    </button>
                </div>
            </div>
            {search.text.trim() === "" ? <ConversationRows onOpen={onOpen} /> : <SearchResults onOpen={onOpen} />}
        </section>
    );
}
