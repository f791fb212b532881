import { useTexts } from "../Texts.ts";

/** Three dots while somebody writes, with words for who cannot see them. */
export function TypingLine({ name }: { name: string }) {
    const t = useTexts();
    return (
        <div class="kc-theirs kc-typing">
            <div class="kc-bubble" role="img" aria-label={t("typing", { name })}>
                <span class="kc-dot" />
                <span class="kc-dot" />
                <span class="kc-dot" />
            </div>
        </div>
    );
}
