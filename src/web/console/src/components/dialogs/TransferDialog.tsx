import type { Colleague, ConversationView } from "@kefuchat/client";
import { Avatar } from "@kefuchat/ui";
import { useEffect, useState } from "preact/hooks";
import { useConsole } from "../ConsoleContext.ts";
import { useAction } from "../hooks/useAction.ts";
import { Dialog } from "./Dialog.tsx";

/** As the API has it, in characters. */
const MAX_NOTE = 2000;

/** Hands the conversation to another seller of the store; who is here comes first. */
export function TransferDialog({ conversation, onClose }: { conversation: ConversationView; onClose: () => void }) {
    const { session, t, names } = useConsole();
    const { client, me, list } = session;
    const { id, store } = conversation;
    const action = useAction();
    const [stores, setStores] = useState(me.stores);
    const [chosen, setChosen] = useState<number | null>(null);
    const [note, setNote] = useState("");

    // Who is here changes all the time.
    useEffect(
        () =>
            void client.api.me().then(
                now => setStores(now.stores),
                () => undefined,
            ),
        [client],
    );
    const colleagues = (stores.find(one => one.id === store)?.sellers ?? [])
        .filter(({ uid }) => uid !== me.uid)
        .sort((a, b) => rank(b) - rank(a));

    const submit = (event: Event) => {
        event.preventDefault();
        action.run(async () => {
            if (chosen !== null) {
                list.put(await client.api.transfer(id, chosen, note.trim()));
                onClose();
            }
        });
    };

    return (
        <Dialog title={t("transferTitle")} onClose={onClose}>
            {colleagues.length === 0 ? (
                <p class="muted">{t("transferNobody")}</p>
            ) : (
                <form class="dialog-form" onSubmit={submit}>
                    <fieldset class="choices">
                        <legend class="legend">{t("transferTo")}</legend>
                        {colleagues.map((colleague, index) => (
                            <label key={colleague.uid} class="choice">
                                <input
                                    type="radio"
                                    name="seller"
                                    data-autofocus={index === 0 || undefined}
                                    checked={chosen === colleague.uid}
                                    onChange={() => setChosen(colleague.uid)}
                                />
                                <Avatar name={names.of(colleague)} online={colleague.online} />
                                <bdi class="cut">{names.of(colleague)}</bdi>
                                <span class="muted">
                                    {t(colleague.online ? "isOnline" : colleague.isAway ? "isAway" : "isOffline")}
                                </span>
                            </label>
                        ))}
                    </fieldset>
                    <label class="field">
                        <span>{t("transferNote")}</span>
                        <textarea
                            class="input"
                            rows={3}
                            maxLength={MAX_NOTE}
                            value={note}
                            onInput={event => setNote(event.currentTarget.value)}
                        />
                    </label>
                    {action.error !== null && (
                        <p class="error" role="alert">
                            {t("actionFailed", { reason: action.error })}
                        </p>
                    )}
                    <div class="dialog-buttons">
                        <button type="button" class="button" onClick={onClose}>
                            {t("cancel")}
                        </button>
                        <button type="submit" class="button primary" disabled={chosen === null || action.isBusy}>
                            {t("transfer")}
                        </button>
                    </div>
                </form>
            )}
        </Dialog>
    );
}

function rank({ online, isAway }: Colleague): number {
    return online ? 2 : isAway ? 1 : 0;
}
