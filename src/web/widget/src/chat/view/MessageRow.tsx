import type { ThreadMessage } from "@kefuchat/client";
import { MessageBody, SendStateIcon, useUi } from "@kefuchat/ui";
import { useTexts } from "../Texts.ts";

/** The server's status for who may not write. */
const FORBIDDEN = 26;

/** What is shown of a message. */
export interface MessageRowProps {
    message: ThreadMessage;
    /** Whether it begins, and ends, what one person said at a time. */
    isFirst: boolean;
    isLast: boolean;
    /** The seller's. */
    name: string;
    onResend: () => void;
}

/** A message: a bubble on its writer's side, or a line for what the server tells. */
export function MessageRow({ message, isFirst, isLast, name, onResend }: MessageRowProps) {
    const t = useTexts();
    const { dates } = useUi();
    const { content, isMine, state, timestamp } = message;
    const time = (
        <time dateTime={new Date(timestamp).toISOString()} title={dates.full(timestamp)}>
            {dates.time(timestamp)}
        </time>
    );

    if (content.type === "system") {
        return (
            <div class="kc-message kc-note">
                <MessageBody content={content} />
            </div>
        );
    }

    const isBare =
        content.type === "product" || content.type === "order" || content.type === "file" || content.type === "image";
    const isRefused = state === "refused";
    return (
        <div class={`kc-message ${isMine ? "kc-mine" : "kc-theirs"}${isLast ? " kc-last" : ""}`}>
            {isFirst && !isMine && <bdi class="kc-name">{name}</bdi>}
            <div class={isBare ? "kc-bubble kc-bare" : "kc-bubble"}>
                <MessageBody content={content} />
            </div>
            {isRefused && (
                <p class="kc-refusal" role="alert">
                    {message.status === FORBIDDEN ? t("refusedForbidden") : t("refused")}{" "}
                    <button type="button" class="kc-text-button" onClick={onResend}>
                        {t("resend")}
                    </button>
                </p>
            )}
            <div class={isLast || isRefused || state === "queued" ? "kc-meta" : "kc-unseen"}>
                {time}
                {state !== null && <SendStateIcon state={state} />}
            </div>
        </div>
    );
}
