import type { ConversationView } from "@kefuchat/client";
import { Avatar, CheckIcon, RetryIcon } from "@kefuchat/ui";
import { useConsole } from "../ConsoleContext.ts";
import { useAction } from "../hooks/useAction.ts";
import { IconButton } from "../IconButton.tsx";
import { BackIcon, DetailsIcon, TransferIcon } from "../icons.tsx";

interface ThreadHeadProps {
    readonly id: string;
    readonly name: string;
    readonly conversation: ConversationView | null;
    readonly showsDetails: boolean;
    readonly onDetails: () => void;
    readonly onTransfer: () => void;
}

/** Whose conversation it is, and what can be done with it. */
export function ThreadHead({ id, name, conversation, showsDetails, onDetails, onTransfer }: ThreadHeadProps) {
    const { session, t, names } = useConsole();
    const { list, client } = session;
    const action = useAction();
    const isClosed = conversation?.state === "closed";

    // In no store there is nobody to hand over to, and nothing to close.
    const isOwn = conversation !== null && conversation.store !== 0 && conversation.isMine !== false;
    const setClosed = () =>
        action.run(async () => list.put(isClosed ? await client.api.reopen(id) : await client.api.close(id)));

    return (
        <header class="thread-head">
            <span class="only-narrow">
                <IconButton label={t("back")} onClick={() => list.select(null)} icon={<BackIcon />} />
            </span>
            <Avatar name={name} {...(conversation && { online: conversation.customer.online })} />
            <div class="thread-title">
                <h2 class="cut">
                    <bdi>{name}</bdi>
                </h2>
                {conversation !== null && (
                    <p class="muted cut">{conversation.storeName ?? t("storeNumber", { id: conversation.store })}</p>
                )}
            </div>
            {action.error !== null && (
                <span class="error cut" role="alert" title={action.error}>
                    {t("actionFailed", { reason: action.error })}
                </span>
            )}
            {conversation?.isMine === false && conversation.seller !== undefined && (
                <bdi class="tag">{t("hasMoved", { name: names.of(conversation.seller) })}</bdi>
            )}
            {isOwn && (
                <>
                    <button
                        type="button"
                        class="button"
                        data-action="transfer"
                        aria-label={t("transfer")}
                        onClick={onTransfer}
                    >
                        <TransferIcon />
                        <span class="not-narrow">{t("transfer")}</span>
                    </button>
                    <button
                        type="button"
                        class="button"
                        data-action="close"
                        aria-label={t(isClosed ? "reopen" : "close")}
                        disabled={action.isBusy}
                        onClick={setClosed}
                    >
                        {isClosed ? <RetryIcon /> : <CheckIcon />}
                        <span class="not-narrow">{t(isClosed ? "reopen" : "close")}</span>
                    </button>
                </>
            )}
            <IconButton label={t("details")} aria-pressed={showsDetails} onClick={onDetails} icon={<DetailsIcon />} />
        </header>
    );
}
