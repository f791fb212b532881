import { useChange } from "@kefuchat/ui";
import { useCallback } from "preact/hooks";
import { useConsole } from "../ConsoleContext.ts";
import { useLasting } from "../hooks/useLasting.ts";
import { useNow } from "../hooks/useNow.ts";

/** A connection that is back this soon is not spoken of, milliseconds. */
const PATIENCE_MS = 1000;

/** Says so while there is no connection, until when, and lets the seller not wait for that. */
export function ConnectionLine() {
    const { session, t } = useConsole();
    const { client } = session;
    useChange(useCallback((listener: () => void) => client.on("state", listener), [client]));
    const { state } = client;
    const now = useNow(1000);

    const isDown = state.kind === "waiting" || state.kind === "connecting";
    if (!useLasting(isDown, PATIENCE_MS) || !isDown) {
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
