import { useState } from "preact/hooks";
import type { T } from "../../i18n/translations.ts";

interface TokenFormProps {
    readonly t: T;
    readonly isBusy: boolean;
    readonly onToken: (token: string, stays: boolean) => void;
}

/** Takes a token that is pasted. */
export function TokenForm({ t, isBusy, onToken }: TokenFormProps) {
    const [token, setToken] = useState("");
    const [stays, setStays] = useState(false);
    const submit = (event: Event) => {
        event.preventDefault();
        onToken(token.trim(), stays);
    };

    return (
        <form onSubmit={submit}>
            <p class="muted">{t("signInIntro")}</p>
            <label class="field">
                <span>{t("token")}</span>
                <textarea
                    class="input"
                    required
                    spellcheck={false}
                    autocomplete="off"
                    value={token}
                    onInput={event => setToken(event.currentTarget.value)}
                    onKeyDown={event => event.key === "Enter" && submit(event)}
                />
            </label>
            <label class="check">
                <input type="checkbox" checked={stays} onChange={event => setStays(event.currentTarget.checked)} />
                {t("staySignedIn")}
            </label>
            <button class="button primary" type="submit" disabled={isBusy}>
                {isBusy ? t("signingIn") : t("signIn")}
            </button>
        </form>
    );
}
