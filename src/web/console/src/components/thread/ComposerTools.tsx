import { AttachIcon, EmojiIcon, EmojiPicker, useUi } from "@kefuchat/ui";
import { useRef, useState } from "preact/hooks";
import { useConsole } from "../ConsoleContext.ts";
import { IconButton } from "../IconButton.tsx";
import { ReplyIcon, StarOutlineIcon } from "../icons.tsx";

interface ComposerToolsProps {
    readonly id: string;
    readonly onEmoji: (emoji: string) => void;
    readonly onQuickReplies: () => void;
}

/** What else than text can be sent: files, emoji, quick replies, the question how it was. */
export function ComposerTools({ id, onEmoji, onQuickReplies }: ComposerToolsProps) {
    const { session, t } = useConsole();
    const ui = useUi();
    const picker = useRef<HTMLInputElement>(null);
    const emojiButton = useRef<HTMLSpanElement>(null);
    const [showsEmoji, setShowsEmoji] = useState(false);
    const closeEmoji = () => {
        setShowsEmoji(false);
        emojiButton.current?.querySelector("button")?.focus();
    };

    return (
        <div class="composer-tools">
            <input
                ref={picker}
                type="file"
                hidden
                multiple
                onChange={event => {
                    session.uploadsOf(id).add([...(event.currentTarget.files ?? [])]);
                    event.currentTarget.value = "";
                }}
            />
            <IconButton label={t("attach")} onClick={() => picker.current?.click()} icon={<AttachIcon />} />
            <span class="menu" ref={emojiButton}>
                <IconButton
                    label={ui.t("emoji")}
                    aria-expanded={showsEmoji}
                    onClick={() => setShowsEmoji(!showsEmoji)}
                    icon={<EmojiIcon />}
                />
                {showsEmoji && (
                    <div class="emoji-panel">
                        <EmojiPicker
                            onPick={emoji => {
                                closeEmoji();
                                onEmoji(emoji);
                            }}
                            onClose={closeEmoji}
                        />
                    </div>
                )}
            </span>
            <IconButton label={t("quickReplies")} onClick={onQuickReplies} icon={<ReplyIcon />} />
            <IconButton
                label={t("askForRating")}
                onClick={() => session.client.send(id, { type: "rating_request" })}
                icon={<StarOutlineIcon />}
            />
        </div>
    );
}
