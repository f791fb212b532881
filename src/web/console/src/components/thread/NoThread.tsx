import { useConsole } from "../ConsoleContext.ts";

/** In place of a thread while no conversation is chosen. */
export function NoThread() {
    const { t } = useConsole();
    return (
        <section class="pane thread" aria-label={t("noneSelected")}>
            <div class="pane-nothing">
                <p>{t("noneSelected")}</p>
                <p>{t("noneSelectedHint")}</p>
            </div>
        </section>
    );
}
