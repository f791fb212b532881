import { useConsole } from "../ConsoleContext.ts";

/** Below the conversations: that more are loaded, that this failed, or that there are none. */
export function ListNote() {
    const { session, t } = useConsole();
    const { list } = session;
    if (list.hasFailed) {
        return (
            <div class="list-note" role="alert">
                {t("loadFailed")}
                <button type="button" class="button" onClick={() => void list.loadMore()}>
                    {t("tryAgain")}
                </button>
            </div>
        );
    }

    if (list.rows.length > 0) {
        return null;
    }

    const isEmpty = !list.hasMore;
    return (
        <div class="list-note">
            {isEmpty ? t(list.view.filter === "mine" ? "noConversationsMine" : "noConversations") : t("loading")}
        </div>
    );
}
