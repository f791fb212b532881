import type { ThreadMessage } from "@kefuchat/client";
import { MessageBody, SendStateIcon, useUi } from "@kefuchat/ui";
import { useConsole } from "../ConsoleContext.ts";

/** Contents that bring a frame of their own. */
const FRAMED = new Set(["image", "file", "product", "order"]);

/** Statuses of protos/wire-protocol.md. */
const TOO_LARGE = 24;
const FORBIDDEN = 26;

interface MessageProps {
    readonly message: ThreadMessage;
    /** Whether it begins a run of the same person's. */
    readonly isFirst: boolean;
    /** The customer's. */
    readonly name: string;
    /** Whether it is what somebody looked for. */
    readonly isTarget: boolean;
}

/** A message: what it holds, when, how far it has come if it is one's own. */
export function Message({ message, isFirst, name, isTarget }: MessageProps) {
    const { t, names } = useConsole();
    const { dates } = useUi();
    const { content, from, isMine, sellerId, timestamp, state } = message;
    if (content.type === "system") {
        return (
            <div class="kc-message note" title={dates.full(timestamp)}>
                <MessageBody content={content} />
            </div>
        );
    }

    const side = from === "customer" ? "theirs" : isMine ? "mine" : "colleague";
    const classes = ["kc-message", "message", side, ...(isFirst ? ["first"] : []), ...(isTarget ? ["target"] : [])];
    const writer = from === "customer" ? name : isMine ? t("me") : names.seller(sellerId);
    return (
        <div class={classes.join(" ")}>
            {isFirst && <bdi class={from === "seller" && !isMine ? "writer" : "kc-unseen"}>{writer}</bdi>}
            <div class="message-line">
                <div class={FRAMED.has(content.type) ? "framed" : "bubble"}>
                    <MessageBody content={content} />
                </div>
                <span class="message-meta">
                    <time dateTime={new Date(timestamp).toISOString()} title={dates.full(timestamp)}>
                        {dates.time(timestamp)}
                    </time>
                    {state !== null && <SendStateIcon state={state} />}
                </span>
            </div>
            {state === "refused" && <Refused message={message} />}
        </div>
    );
}

function Refused({ message: { status, reason, uuid } }: { message: ThreadMessage }) {
    const { session, t } = useConsole();
    const why =
        status === TOO_LARGE
            ? t("refusedTooLarge")
            : status === FORBIDDEN
              ? t("refusedForbidden")
              : t("refusedOther", { reason: reason ?? "" });
    return (
        <p class="refused">
            <span title={reason ?? ""}>{why}</span>{" "}
            <button type="button" class="kc-text-button" onClick={() => session.client.resend(uuid)}>
                {t("sendAgain")}
            </button>
        </p>
    );
}
