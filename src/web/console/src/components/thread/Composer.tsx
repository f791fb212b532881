import { ContentTooLargeError } from "@kefuchat/client";
import { filesOf, insertText, isSendKey, SendIcon, UploadList, useChange, useGrowingHeight } from "@kefuchat/ui";
import { useMemo, useRef, useState } from "preact/hooks";
import { QuickReplyPicker } from "../../state/QuickReplyPicker.ts";
import { useConsole } from "../ConsoleContext.ts";
import { ComposerTools } from "./ComposerTools.tsx";
import { QuickReplyMenu, replyId, REPLY_MENU } from "./QuickReplyMenu.tsx";

interface ComposerProps {
    readonly id: string;
    /** The customer's. */
    readonly name: string;
    /** null while that is not known. */
    readonly store: number | null;
}

/** Where the answer is written. What is not sent is kept for the next time. */
export function Composer({ id, name, store }: ComposerProps) {
    const { session, t } = useConsole();
    const { client, drafts, replies } = session;
    const field = useRef<HTMLTextAreaElement>(null);
    const [draft, setDraft] = useState(() => drafts.get(id));
    const [isTooLong, setTooLong] = useState(false);
    const picker = useMemo(() => new QuickReplyPicker(() => replies.for(store ?? 0)), [replies, store]);
    useChange(picker.onChange);
    useGrowingHeight(field, draft);

    const write = (text: string) => {
        setDraft(text);
        setTooLong(false);
        drafts.set(id, text);
        picker.update(text);
    };
    const send = () => {
        if (draft.trim() === "") {
            return;
        }

        try {
            client.send(id, { type: "text", text: draft.trim() });
        } catch (error) {
            if (!(error instanceof ContentTooLargeError)) {
                throw error;
            }

            setTooLong(true);
            return;
        }

        client.typing(id, false);
        write("");
    };
    const pick = (text: string) => {
        write(text);
        field.current?.focus();
    };
    const onInput = (text: string) => {
        write(text);
        client.typing(id, text !== "");
    };
    const onKeyDown = (event: KeyboardEvent) => {
        if (picker.shown.length > 0 && onPickerKey(event, picker, draft, pick)) {
            event.preventDefault();
        } else if (isSendKey(event)) {
            event.preventDefault();
            send();
        }
    };
    const onPaste = (event: ClipboardEvent) => {
        const files = filesOf(event.clipboardData);
        if (files.length > 0) {
            event.preventDefault();
            session.uploadsOf(id).add(files);
        }
    };

    return (
        <form
            class="composer"
            onSubmit={event => {
                event.preventDefault();
                send();
            }}
        >
            <UploadList uploads={session.uploadsOf(id)} />
            <QuickReplyMenu picker={picker} draft={draft} onPick={reply => pick(reply.text)} />
            {isTooLong && (
                <p class="error" role="alert">
                    {t("tooLong")}
                </p>
            )}
            <textarea
                ref={field}
                rows={1}
                data-focus="composer"
                aria-label={t("write", { name })}
                placeholder={t("writeHint")}
                aria-autocomplete="list"
                aria-controls={picker.selected && REPLY_MENU}
                aria-activedescendant={picker.selected && replyId(picker.selected)}
                value={draft}
                onInput={event => onInput(event.currentTarget.value)}
                onKeyDown={onKeyDown}
                onPaste={onPaste}
            />
            <div class="composer-bar">
                <ComposerTools
                    id={id}
                    onEmoji={emoji => field.current && insertText(field.current, emoji)}
                    onQuickReplies={() => pick("/")}
                />
                <button type="submit" class="button primary" disabled={draft.trim() === ""}>
                    <SendIcon />
                    {t("send")}
                </button>
            </div>
        </form>
    );
}

/** Whether a key was for the list of quick replies. */
function onPickerKey(
    event: KeyboardEvent,
    picker: QuickReplyPicker<{ id: string; shortcut: string; text: string }>,
    draft: string,
    pick: (text: string) => void,
): boolean {
    if (event.isComposing) {
        return false;
    }

    switch (event.key) {
        case "ArrowDown":
        case "ArrowUp":
            picker.move(event.key === "ArrowDown" ? 1 : -1);
            return true;
        case "Escape":
            picker.dismiss(draft);
            return true;
        case "Enter":
        case "Tab":
            pick(picker.selected?.text ?? draft);
            return true;
        default:
            return false;
    }
}
