import { filesOf, useDrop } from "@kefuchat/ui";
import { useEffect } from "preact/hooks";
import { useConsole } from "../ConsoleContext.ts";
import type { DialogName } from "../dialogs/DeskDialog.tsx";
import { useAnnouncements } from "../hooks/useAnnouncements.ts";
import { useThread } from "../hooks/useThread.ts";
import { Banners } from "./Banners.tsx";
import { Composer } from "./Composer.tsx";
import { Messages } from "./Messages.tsx";
import { ThreadHead } from "./ThreadHead.tsx";

/** How often is asked whether the customer is still here, milliseconds. */
const REFRESH_MS = 60_000;

interface ThreadPaneProps {
    readonly id: string;
    readonly showsDetails: boolean;
    readonly onDetails: () => void;
    readonly onDialog: (dialog: DialogName) => void;
}

/** One conversation: what was said, and where the answer is written. Files may be dropped anywhere on it. */
export function ThreadPane({ id, showsDetails, onDetails, onDialog }: ThreadPaneProps) {
    const { session, t, names } = useConsole();
    const thread = useThread(session.client, id);
    const { isOver, ...dropHandlers } = useDrop(data => session.uploadsOf(id).add(filesOf(data)));
    const conversation = session.list.get(id) ?? null;
    const name = conversation === null ? names.someCustomer(id) : names.of(conversation.customer);

    // What the thread was told when it was loaded, and who is here from then on.
    const { details } = thread;
    useEffect(() => {
        if (details !== null) {
            session.list.put(details);
        }
    }, [session, details]);
    useEffect(() => {
        const timer = setInterval(() => session.list.refresh(id), REFRESH_MS);
        return () => clearInterval(timer);
    }, [session, id]);
    useAnnouncements(id, name);

    return (
        <section class="pane thread" aria-label={t("messages", { name })} {...dropHandlers}>
            <ThreadHead
                id={id}
                name={name}
                conversation={conversation}
                showsDetails={showsDetails}
                onDetails={onDetails}
                onTransfer={() => onDialog("transfer")}
            />
            <Banners id={id} conversation={conversation} typing={thread.typing} />
            <Messages thread={thread} name={name} target={session.list.target} />
            <Composer id={id} name={name} store={conversation?.store ?? null} />
            {isOver && <div class="drop-here">{t("dropHere")}</div>}
        </section>
    );
}
