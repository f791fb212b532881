import { useChange } from "@kefuchat/ui";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { useConsole } from "../ConsoleContext.ts";
import { useNow } from "../hooks/useNow.ts";
import { useVirtualizer } from "../hooks/useVirtualizer.ts";
import type { OpenConversation } from "./ConversationPane.tsx";
import { ConversationRow, rowId } from "./ConversationRow.tsx";
import { ListNote } from "./ListNote.tsx";

/** As in conversations.css. */
const ROW_HEIGHT = 68;

/** How far above the end of the list what follows is asked for, in rows. */
const AHEAD = 15;

/** The list of conversations; only those in sight are in the page, however many there are. */
export function ConversationRows({ onOpen }: { onOpen: OpenConversation }) {
    const { session, t } = useConsole();
    const { list } = session;
    useChange(list.onChange);
    const now = useNow(30_000);
    const scroller = useRef<HTMLDivElement>(null);
    const { rows, selected, view } = list;
    const virtualizer = useVirtualizer(scroller, {
        count: rows.length,
        estimateSize: () => ROW_HEIGHT,
        getItemKey: index => rows[index]?.id ?? index,
        overscan: 6,
    });
    const items = virtualizer.getVirtualItems();
    const lastIndex = items.at(-1)?.index ?? 0;
    const index = rows.findIndex(({ id }) => id === selected);

    const isNearEnd = lastIndex >= rows.length - AHEAD;
    useEffect(() => {
        if (isNearEnd && list.hasMore && !list.isLoading && !list.hasFailed) {
            void list.loadMore();
        }
    });
    useLayoutEffect(() => {
        if (index >= 0) {
            virtualizer.scrollToIndex(index, { align: "auto" });
        }
    }, [selected]);
    useLayoutEffect(() => virtualizer.scrollToOffset(0), [view.filter, view.order]);

    return (
        <div
            ref={scroller}
            class="rows"
            role="listbox"
            tabIndex={0}
            data-focus="list"
            aria-label={t("conversations")}
            aria-busy={list.isLoading}
            aria-activedescendant={items.some(item => item.index === index) ? rowId(selected ?? "") : undefined}
        >
            <div class="rows-content" role="presentation" style={{ height: `${virtualizer.getTotalSize()}px` }}>
                {items.map(item => {
                    const conversation = rows[item.index];
                    return (
                        conversation && (
                            <ConversationRow
                                key={conversation.id}
                                conversation={conversation}
                                isSelected={conversation.id === selected}
                                isTyping={list.isTyping(conversation.id)}
                                draft={session.drafts.get(conversation.id)}
                                top={item.start}
                                index={item.index}
                                count={rows.length}
                                now={now}
                                onSelect={() => onOpen(conversation.id)}
                            />
                        )
                    );
                })}
            </div>
            <ListNote />
        </div>
    );
}
