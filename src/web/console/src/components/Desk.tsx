import { useChange } from "@kefuchat/ui";
import { useEffect, useRef, useState } from "preact/hooks";
import { showUnread } from "../state/pageBadge.ts";
import type { ShortcutAction } from "../state/Shortcuts.ts";
import { useConsole } from "./ConsoleContext.ts";
import { CustomerPane } from "./customer/CustomerPane.tsx";
import { DeskDialog, type DialogName } from "./dialogs/DeskDialog.tsx";
import { ConnectionLine } from "./header/ConnectionLine.tsx";
import { Header } from "./header/Header.tsx";
import { useSettled } from "./hooks/useSettled.ts";
import { useShortcuts } from "./hooks/useShortcuts.ts";
import { useSignOut, type SignOutReason } from "./hooks/useSignOut.ts";
import { ConversationPane } from "./list/ConversationPane.tsx";
import { NoThread } from "./thread/NoThread.tsx";
import { ThreadPane } from "./thread/ThreadPane.tsx";

/** Who goes through the list quickly does not load every conversation on the way, milliseconds. */
const SETTLE_MS = 150;

/** As in desk.css. */
const WIDE = "(min-width: 1181px)";
const NARROW = "(max-width: 899px)";

/** Where a seller works all day: the conversations, one of them, and its customer. */
export function Desk({ onSignOut }: { onSignOut: (reason: SignOutReason | null) => Promise<void> }) {
    const { session, settings, t } = useConsole();
    const { list, unread, availability } = session;
    useChange(list.onChange);
    useChange(unread.onChange);
    const [dialog, setDialog] = useState<DialogName | null>(null);
    const [showsDetails, setShowsDetails] = useState(() => matchMedia(WIDE).matches);
    const desk = useRef<HTMLDivElement>(null);
    const selected = useSettled(list.selected, SETTLE_MS);

    useEffect(() => showUnread(document, t("title"), unread.messages), [t, unread.messages]);
    useEffect(() => () => showUnread(document, t("title"), 0), [t]);
    useSignOut(session, onSignOut);

    useEffect(() => {
        const { element } = session.announcer;
        document.body.append(element);
        return () => element.remove();
    }, [session]);

    const focus = (name: string): boolean => {
        const target = desk.current?.querySelector<HTMLElement>(`[data-focus=${name}]`);
        target?.focus();
        return target !== null && target !== undefined;
    };
    // Who chose a conversation by the mouse is about to write. On a phone the keyboard would cover what was said.
    const isToCompose = useRef(false);
    const onOpen = (id: string, target: number | null = null) => {
        list.select(id, target);
        isToCompose.current = !matchMedia("(pointer: coarse)").matches;
        if (isToCompose.current && id === selected) {
            focus("composer");
        }
    };
    useEffect(() => {
        if (isToCompose.current) {
            focus("composer");
        }

        isToCompose.current = false;
    }, [selected]);

    const onSelected = (action: () => void): boolean => {
        if (selected !== null) {
            action();
        }

        return selected !== null;
    };
    const done = (action: () => void): boolean => {
        action();
        return true;
    };
    const shortcuts: Record<ShortcutAction, () => boolean> = {
        next: () => done(() => list.move(1)),
        previous: () => done(() => list.move(-1)),
        compose: () => focus("composer"),
        search: () => focus("search"),
        leave: () => (matchMedia(NARROW).matches ? done(() => list.select(null)) : focus("list")),
        mine: () => done(() => list.setFilter("mine")),
        all: () => done(() => list.setFilter("all")),
        closed: () => done(() => list.setFilter("closed")),
        order: () => done(() => settings.set("order", settings.values.order === "unread" ? "latest" : "unread")),
        close: () => onSelected(() => desk.current?.querySelector<HTMLElement>("[data-action=close]")?.click()),
        transfer: () => onSelected(() => desk.current?.querySelector<HTMLElement>("[data-action=transfer]")?.click()),
        quickReplies: () => done(() => setDialog("quickReplies")),
        availability: () => done(() => void availability.toggle()),
        help: () => done(() => setDialog("help")),
    };
    useShortcuts(action => shortcuts[action]());

    return (
        <div class="desk" ref={desk}>
            <Header onSignOut={() => void onSignOut(null)} onDialog={setDialog} />
            <ConnectionLine />
            <main
                class={selected !== null && showsDetails ? "panes" : "panes no-details"}
                data-shown={selected === null ? "list" : "thread"}
            >
                <ConversationPane onOpen={onOpen} />
                {selected === null ? (
                    <NoThread />
                ) : (
                    <ThreadPane
                        key={selected}
                        id={selected}
                        showsDetails={showsDetails}
                        onDetails={() => setShowsDetails(!showsDetails)}
                        onDialog={setDialog}
                    />
                )}
                {selected !== null && showsDetails && (
                    <CustomerPane
                        key={`of ${selected}`}
                        id={selected}
                        onDialog={setDialog}
                        onClose={() => setShowsDetails(false)}
                    />
                )}
            </main>
            {dialog !== null && <DeskDialog name={dialog} id={selected} onClose={() => setDialog(null)} />}
        </div>
    );
}
