import { parseContent, type ConversationView } from "@kefuchat/client";
import { previewText, useUi } from "@kefuchat/ui";
import { useEffect, useState } from "preact/hooks";
import { useConsole } from "../ConsoleContext.ts";

/** How many are looked for. */
const LIMIT = 20;

/** The seller's conversations with the same customer in other stores. */
export function OtherConversations({ conversation }: { conversation: ConversationView }) {
    const { session, t } = useConsole();
    const ui = useUi();
    const { id, customer } = conversation;
    const [others, setOthers] = useState<readonly ConversationView[] | null>(null);
    const [hasFailed, setFailed] = useState(false);
    const name = `${customer.appid}.${customer.uid}`;

    useEffect(() => {
        session.client.api.conversations({ customer: name, limit: LIMIT }).then(
            page => setOthers(page.conversations.filter(other => other.id !== id)),
            () => setFailed(true),
        );
    }, [session, name, id]);

    const open = (other: ConversationView) => {
        session.list.put(other);
        session.list.select(other.id);
    };

    return (
        <section class="section">
            <h3>{t("otherConversations")}</h3>
            {hasFailed && <p role="alert">{t("loadFailed")}</p>}
            {others?.length === 0 && <p class="muted">{t("noOtherConversations")}</p>}
            {others?.map(other => (
                <button key={other.id} type="button" class="other" onClick={() => open(other)}>
                    <bdi class="cut">{other.storeName ?? t("storeNumber", { id: other.store })}</bdi>
                    <bdi class="row-preview cut">
                        {other.last === undefined
                            ? t("nobodyWrote")
                            : previewText(parseContent(other.last.content, other.last.uuid), ui)}
                    </bdi>
                </button>
            ))}
        </section>
    );
}
