import type { BlockScope, ConversationView } from "@kefuchat/client";
import { useState } from "preact/hooks";
import { useConsole } from "../ConsoleContext.ts";
import { useAction } from "../hooks/useAction.ts";
import { Dialog } from "./Dialog.tsx";

const HOUR_MS = 3_600_000;

/** For how long, milliseconds; null: for good. */
const DURATIONS = [
    { words: "blockHour", duration: HOUR_MS },
    { words: "blockDay", duration: 24 * HOUR_MS },
    { words: "blockWeek", duration: 7 * 24 * HOUR_MS },
    { words: "blockForGood", duration: null },
] as const;

/** Keeps the customer from writing: to this seller, or, for who has the conversation, to the whole store. */
export function BlockDialog({ conversation, onClose }: { conversation: ConversationView; onClose: () => void }) {
    const { session, t } = useConsole();
    const { client, list } = session;
    const { id, store, isMine } = conversation;
    const action = useAction();
    const [scope, setScope] = useState<BlockScope>("seller");
    const [duration, setDuration] = useState<number | null>(DURATIONS[0].duration);
    const scopes: readonly BlockScope[] = store !== 0 && isMine !== false ? ["seller", "store"] : ["seller"];

    const submit = (event: Event) => {
        event.preventDefault();
        action.run(async () => {
            const until = duration === null ? null : new Date(Date.now() + duration).toISOString();
            await client.api.block(id, scope, until);
            list.put(await client.api.conversation(id));
            onClose();
        });
    };

    return (
        <Dialog title={t("blockTitle")} onClose={onClose}>
            <form class="dialog-form" onSubmit={submit}>
                <fieldset class="choices">
                    <legend class="legend">{t("blockScope")}</legend>
                    {scopes.map(one => (
                        <label key={one} class="choice">
                            <input
                                type="radio"
                                name="scope"
                                data-autofocus={scope === one || undefined}
                                checked={scope === one}
                                onChange={() => setScope(one)}
                            />
                            {t(one === "seller" ? "muteForMe" : "blockForStore")}
                        </label>
                    ))}
                </fieldset>
                <fieldset class="choices">
                    <legend class="legend">{t("blockUntil")}</legend>
                    {DURATIONS.map(one => (
                        <label key={one.words} class="choice">
                            <input
                                type="radio"
                                name="duration"
                                checked={duration === one.duration}
                                onChange={() => setDuration(one.duration)}
                            />
                            {t(one.words)}
                        </label>
                    ))}
                </fieldset>
                {action.error !== null && (
                    <p class="error" role="alert">
                        {t("actionFailed", { reason: action.error })}
                    </p>
                )}
                <div class="dialog-buttons">
                    <button type="button" class="button" onClick={onClose}>
                        {t("cancel")}
                    </button>
                    <button type="submit" class="button primary" disabled={action.isBusy}>
                        {t("blockNow")}
                    </button>
                </div>
            </form>
        </Dialog>
    );
}
