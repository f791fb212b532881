import type { ChatModel } from "../ChatModel.ts";
import { useTexts } from "../Texts.ts";

/** Says that there is no connection, or that the customer is signed out; nothing while all is well. */
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
                    {isWaiting ? t("noConnection") : session?.isVisitor ? t("unavailable") : t("signedOut")}{" "}
                    <button type="button" class="kc-text-button" onClick={() => model.retry()}>
                        {t("retry")}
                    </button>
                </p>
            )}
        </div>
    );
}
