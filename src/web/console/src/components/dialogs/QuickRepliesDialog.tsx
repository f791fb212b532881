import { useChange } from "@kefuchat/ui";
import type { QuickReply } from "@kefuchat/client";
import { useState } from "preact/hooks";
import { useConsole } from "../ConsoleContext.ts";
import { useAction } from "../hooks/useAction.ts";
import { IconButton } from "../IconButton.tsx";
import { EditIcon, RemoveIcon } from "../icons.tsx";
import { Dialog } from "./Dialog.tsx";
import { QuickReplyForm } from "./QuickReplyForm.tsx";

/** The seller's own quick replies, to be added to and changed, and those of the stores, to be seen. */
export function QuickRepliesDialog({ onClose }: { onClose: () => void }) {
    const { session, t } = useConsole();
    const { replies } = session;
    useChange(replies.onChange);
    const action = useAction();
    const [edited, setEdited] = useState<QuickReply | null>(null);

    const save = (shortcut: string, text: string) =>
        action.run(async () => {
            await (edited === null ? replies.add(shortcut, text) : replies.replace({ id: edited.id, shortcut, text }));
            setEdited(null);
        });

    return (
        <Dialog title={t("quickRepliesTitle")} onClose={onClose}>
            <QuickReplyForm
                key={edited?.id ?? `new ${replies.own.length}`}
                edited={edited}
                isBusy={action.isBusy}
                onSave={save}
                onCancel={() => setEdited(null)}
            />
            {action.error !== null && (
                <p class="error" role="alert">
                    {t("actionFailed", { reason: action.error })}
                </p>
            )}
            <section class="replies">
                <h3 class="legend">{t("ownReplies")}</h3>
                {replies.own.length === 0 && <p class="muted">{t("noReplies")}</p>}
                {replies.own.map(reply => (
                    <div key={reply.id} class="reply">
                        <bdi class="reply-shortcut cut">/{reply.shortcut}</bdi>
                        <bdi class="reply-text">{reply.text}</bdi>
                        <span>
                            <IconButton
                                label={t("edit", { shortcut: reply.shortcut })}
                                onClick={() => setEdited(reply)}
                                icon={<EditIcon />}
                            />
                            <IconButton
                                label={t("remove", { shortcut: reply.shortcut })}
                                disabled={action.isBusy}
                                onClick={() => action.run(() => replies.remove(reply.id))}
                                icon={<RemoveIcon />}
                            />
                        </span>
                    </div>
                ))}
            </section>
            {replies.ofStores
                .filter(of => of.replies.length > 0)
                .map(of => (
                    <section key={of.store.id} class="replies">
                        <h3 class="legend">{t("storeReplies", { store: of.store.name })}</h3>
                        {of.replies.map(reply => (
                            <div key={reply.id} class="reply">
                                <bdi class="reply-shortcut cut">/{reply.shortcut}</bdi>
                                <bdi class="reply-text">{reply.text}</bdi>
                            </div>
                        ))}
                    </section>
                ))}
        </Dialog>
    );
}
