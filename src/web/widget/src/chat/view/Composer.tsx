import { ContentTooLargeError } from "@kefuchat/client";
import {
    AttachIcon,
    EmojiIcon,
    EmojiPicker,
    filesOf,
    insertText,
    isSendKey,
    SendIcon,
    useGrowingHeight,
    type Uploads,
} from "@kefuchat/ui";
import type { RefObject } from "preact";
import { useRef, useState } from "preact/hooks";
import type { ChatModel } from "../ChatModel.ts";
import { useTexts } from "../Texts.ts";

/** Where the customer writes, and adds emoji, images and files. */
export function Composer({
    model,
    field,
    uploads,
}: {
    model: ChatModel;
    field: RefObject<HTMLTextAreaElement | null>;
    uploads: Uploads;
}) {
    const t = useTexts();
    const [text, setText] = useState("");
    const [isTooLong, setTooLong] = useState(false);
    const [hasPicker, setPicker] = useState(false);
    const picker = useRef<HTMLInputElement>(null);
    useGrowingHeight(field, text);

    const onInput = (value: string) => {
        setText(value);
        setTooLong(false);
        model.session?.typing(value.trim() !== "");
    };

    const send = () => {
        const { session } = model;
        if (text.trim() === "" || session === null) {
            return;
        }

        try {
            session.send({ type: "text", text: text.trim() });
            setText("");
            setPicker(false);
        } catch (error) {
            if (!(error instanceof ContentTooLargeError)) {
                throw error;
            }

            setTooLong(true);
        }

        field.current?.focus();
    };

    const onKeyDown = (event: KeyboardEvent) => {
        if (isSendKey(event)) {
            event.preventDefault();
            send();
        }
    };

    const onPaste = (event: ClipboardEvent) => {
        const files = filesOf(event.clipboardData);
        if (files.length > 0) {
            event.preventDefault();
            uploads.add(files);
        }
    };

    const closePicker = () => {
        setPicker(false);
        field.current?.focus();
    };

    return (
        <div class="kc-composer">
            {hasPicker && (
                <EmojiPicker
                    onPick={emoji => field.current !== null && insertText(field.current, emoji)}
                    onClose={closePicker}
                />
            )}
            {isTooLong && (
                <p class="kc-composer-error" role="alert">
                    {t("tooLong")}
                </p>
            )}
            <div class="kc-composer-row">
                <button
                    type="button"
                    class="kc-icon-button"
                    aria-label={t("attach")}
                    title={t("attach")}
                    onClick={() => picker.current?.click()}
                >
                    <AttachIcon />
                </button>
                <input
                    ref={picker}
                    type="file"
                    multiple
                    hidden
                    onChange={({ currentTarget }) => {
                        uploads.add(Array.from(currentTarget.files ?? []));
                        currentTarget.value = "";
                    }}
                />
                <textarea
                    ref={field}
                    rows={1}
                    dir="auto"
                    value={text}
                    aria-label={t("message")}
                    placeholder={t("placeholder")}
                    enterkeyhint="send"
                    onInput={({ currentTarget }) => onInput(currentTarget.value)}
                    onKeyDown={onKeyDown}
                    onPaste={onPaste}
                />
                <button
                    type="button"
                    class="kc-icon-button"
                    aria-label={t("emoji")}
                    title={t("emoji")}
                    aria-expanded={hasPicker}
                    onClick={() => (hasPicker ? closePicker() : setPicker(true))}
                >
                    <EmojiIcon />
                </button>
                <button
                    type="button"
                    class="kc-icon-button kc-send"
                    aria-label={t("send")}
                    title={t("send")}
                    disabled={text.trim() === ""}
                    onClick={send}
                >
                    <SendIcon />
                </button>
            </div>
        </div>
    );
}
