import { createUi, UiContext, useChange } from "@kefuchat/ui";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { languageOf, translations } from "../i18n/translations.ts";
import { Names } from "../session/Names.ts";
import type { Credentials } from "../session/Credentials.ts";
import { Session } from "../session/Session.ts";
import type { SignedIn, SignInProblem } from "../session/signIn.ts";
import type { Settings } from "../state/Settings.ts";
import { ConsoleContext } from "./ConsoleContext.ts";
import { Desk } from "./Desk.tsx";
import type { SignOutReason } from "./hooks/useSignOut.ts";
import { SignIn } from "./signin/SignIn.tsx";

/** The whole console: the desk of whoever is signed in, or the way in. */
export function App({ credentials, settings }: { credentials: Credentials; settings: Settings }) {
    useChange(settings.onChange);
    const { language: chosen, scheme } = settings.values;
    const language = languageOf(chosen, navigator.languages);
    const [session, setSession] = useState<Session | null>(null);
    const [problem, setProblem] = useState<SignInProblem | SignOutReason | null>(null);

    const t = useMemo(() => translations(language), [language]);
    const names = useMemo(() => new Names(t, session?.me ?? null), [t, session]);
    const ui = useMemo(
        () => createUi(language, id => session?.client.api.file(id) ?? Promise.reject(new Error("signed out"))),
        [language, session],
    );
    const speech = useRef({ ui, names });
    speech.current = { ui, names };

    useEffect(() => {
        document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
        document.documentElement.dataset["scheme"] = scheme;
    }, [language, scheme]);

    const onSignedIn = (signedIn: SignedIn) => {
        const started = new Session(signedIn, settings, () => speech.current);
        started.start();
        setProblem(null);
        setSession(started);
    };
    const onSignOut = async (reason: SignOutReason | null) => {
        credentials.forget();
        setProblem(reason);
        setSession(null);
        // Who signs in again goes on where this ended: what is not sent yet is sent then.
        await session?.end(reason === null);
    };

    return (
        <UiContext.Provider value={ui}>
            {session === null ? (
                <SignIn credentials={credentials} t={t} problem={problem} onSignedIn={onSignedIn} />
            ) : (
                <ConsoleContext.Provider value={{ session, settings, t, names }}>
                    <Desk onSignOut={onSignOut} />
                </ConsoleContext.Provider>
            )}
        </UiContext.Provider>
    );
}
