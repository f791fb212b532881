import { useChange } from "@kefuchat/ui";
import { useCallback } from "preact/hooks";
import { useConsole } from "../ConsoleContext.ts";
import { useNow } from "../hooks/useNow.ts";

/** Says so while there is no connection, until when, and lets the seller not wait for that. */
export function ConnectionLine() {
    const { session, t } = useConsole();
    const { client } = session;
    useChange(useCallback((listener: () => void) => client.on("state", listener), [client]));
    const { state } = client;
    const now = useNow(1000);

    if (state.kind === "online" || state.kind === "stopped" || state.kind === "refused") {
        return <div class="connection-line is-hidden" role="status" />;
    }

    return (
        <div class="connection-line" role="status">
            {state.kind === "connecting" ? (
                <span>{t("connecting")}</span>
            ) : (
                <>
                    <span aria-live="off">
                        {t("offlineUntil", { seconds: Math.max(0, Math.ceil((state.retryAt - now) / 1000)) })}
                    </span>
                    <button type="button" class="kc-text-button" onClick={() => client.retryNow()}>
                        {t("tryAgain")}
                    </button>
                </>
            )}
        </div>
    );
}
