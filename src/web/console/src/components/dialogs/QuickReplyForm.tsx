import type { QuickReply } from "@kefuchat/client";
import { useState } from "preact/hooks";
import { useConsole } from "../ConsoleContext.ts";

/** As the API has them, in characters. */
const MAX_SHORTCUT = 32;
const MAX_TEXT = 4000;

interface QuickReplyFormProps {
    /** null: a new one. */
    readonly edited: QuickReply | null;
    readonly isBusy: boolean;
    readonly onSave: (shortcut: string, text: string) => void;
    readonly onCancel: () => void;
}

/** Where a quick reply is written. */
export function QuickReplyForm({ edited, isBusy, onSave, onCancel }: QuickReplyFormProps) {
    const { t } = useConsole();
    const [shortcut, setShortcut] = useState(edited?.shortcut ?? "");
    const [text, setText] = useState(edited?.text ?? "");
    const submit = (event: Event) => {
        event.preventDefault();
        onSave(shortcut.trim().replace(/^\/+/, ""), text.trim());
    };

    return (
        <form class="reply-form" aria-label={t("newReply")} onSubmit={submit}>
            <label class="field">
                <span>{t("shortcut")}</span>
                <input
                    class="input"
                    required
                    data-autofocus
                    maxLength={MAX_SHORTCUT}
                    value={shortcut}
                    onInput={event => setShortcut(event.currentTarget.value)}
                />
            </label>
            <label class="field">
                <span>{t("text")}</span>
                <textarea
                    class="input"
                    required
                    rows={3}
                    maxLength={MAX_TEXT}
                    value={text}
                    onInput={event => setText(event.currentTarget.value)}
                />
            </label>
            <div class="dialog-buttons">
                {edited !== null && (
                    <button type="button" class="button" onClick={onCancel}>
                        {t("cancel")}
                    </button>
                )}
                <button type="submit" class="button primary" disabled={isBusy}>
                    {t(edited === null ? "add" : "save")}
                </button>
            </div>
        </form>
    );
}
