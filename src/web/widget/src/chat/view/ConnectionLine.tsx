import type { ChatModel } from "../ChatModel.ts";
import { useTexts } from "../Texts.ts";

/** Says that there is no connection, that the customer is signed out, or that there is no chat; nothing while all is well. */
export function ConnectionLine({ model }: { model: ChatModel }) {
    const t = useTexts();
    const { session } = model;
    const state = session?.client.state.kind;
    const isWaiting = state === "waiting";
    const isRefused = state === "refused";
    return (
        <div class="kc-connection" role="status">
            {(isWaiting || isRefused) && (
                <p>
                    {t(isWaiting ? "noConnection" : session?.isVisitor ? "unavailable" : "signedOut")}{" "}
                    <button type="button" class="kc-text-button" onClick={() => session?.client.retryNow()}>
                        {t("retry")}
                    </button>
                </p>
            )}
        </div>
    );
}
