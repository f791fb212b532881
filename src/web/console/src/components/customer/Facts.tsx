import type { ConversationView } from "@kefuchat/client";
import { useUi } from "@kefuchat/ui";
import { useConsole } from "../ConsoleContext.ts";

/** What there is to know of a conversation. */
export function Facts({ conversation }: { conversation: ConversationView }) {
    const { t, names } = useConsole();
    const { dates } = useUi();
    const { store, storeName, seller, state, customer, last } = conversation;
    const facts: readonly (readonly [string, string])[] = [
        [t("store"), storeName ?? t("storeNumber", { id: store })],
        ...(seller === undefined ? [] : [[t("answeredBy"), names.of(seller)] as const]),
        [t("state"), t(state === "open" ? "stateOpen" : "isClosed")],
        [t("customerId"), String(customer.uid)],
        ...(last === undefined ? [] : [[t("lastMessage"), dates.full(last.timestamp)] as const]),
    ];

    return (
        <section class="section">
            <h3>{t("information")}</h3>
            <dl class="facts">
                {facts.map(([name, value]) => (
                    <>
                        <dt>{name}</dt>
                        <dd>
                            <bdi>{value}</bdi>
                        </dd>
                    </>
                ))}
            </dl>
        </section>
    );
}
