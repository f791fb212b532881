import type { ConversationView, TypingNotice } from "@kefuchat/client";
import { useState } from "preact/hooks";
import { useConsole } from "../ConsoleContext.ts";

interface BannersProps {
    readonly id: string;
    readonly conversation: ConversationView | null;
    readonly typing: TypingNotice | null;
}

/** What a seller should know before writing: somebody else has the conversation or is writing in it, it is closed, … */
export function Banners({ id, conversation, typing }: BannersProps) {
    const { session, t, names } = useConsole();
    const [isDismissed, setDismissed] = useState(() => session.dismissed.has(id));
    if (conversation === null) {
        return null;
    }

    const { isMine, seller, state, transferredBy, note, blocks } = conversation;
    const isBlocked = blocks?.some(block => block.seller === 0 || block.seller === session.me.uid) === true;
    const dismiss = () => {
        session.dismissed.add(id);
        setDismissed(true);
    };

    return (
        <div class="banners" role="status">
            {typing?.from === "seller" && (
                <p class="banner warning">{t("colleagueTyping", { name: names.seller(typing.sellerId) })}</p>
            )}
            {isMine === false && seller !== undefined && (
                <p class="banner warning">{t("movedAway", { name: names.of(seller) })}</p>
            )}
            {transferredBy !== undefined && !isDismissed && (
                <div class="banner">
                    <p>
                        {t("handedToYou", { name: names.seller(transferredBy) })}
                        {note !== undefined && <bdi class="banner-note">{t("note", { note })}</bdi>}
                    </p>
                    <button type="button" class="kc-text-button" onClick={dismiss}>
                        {t("dismiss")}
                    </button>
                </div>
            )}
            {state === "closed" && <p class="banner">{t("closedBanner")}</p>}
            {isBlocked && <p class="banner">{t("blockedBanner")}</p>}
        </div>
    );
}
