import { ChatIcon } from "@kefuchat/ui";
import { useEffect, useState } from "preact/hooks";
import type { T } from "../../i18n/translations.ts";
import type { Credentials } from "../../session/Credentials.ts";
import { signIn, SignInError, type SignedIn, type SignInProblem } from "../../session/signIn.ts";
import type { SignOutReason } from "../hooks/useSignOut.ts";
import { DemoSellers } from "./DemoSellers.tsx";
import { TokenForm } from "./TokenForm.tsx";

interface SignInProps {
    readonly credentials: Credentials;
    readonly t: T;
    /** Why the seller was signed out, or could not get in. */
    readonly problem: SignInProblem | SignOutReason | null;
    readonly onSignedIn: (signedIn: SignedIn) => void;
}

/** The way in: by a link with a token, a token kept from before, one that is pasted, or, in Development, a demo seller. */
export function SignIn({ credentials, t, problem, onSignedIn }: SignInProps) {
    const [ownProblem, setProblem] = useState(problem);
    const [isBusy, setBusy] = useState(true);

    const enter = async (token: string, keep: () => void) => {
        setBusy(true);
        setProblem(null);
        try {
            const signedIn = await signIn(token, location.origin);
            keep();
            onSignedIn(signedIn);
        } catch (error) {
            if (!(error instanceof SignInError)) {
                throw error;
            }

            setProblem(error.problem);
            setBusy(false);
        }
    };
    useEffect(() => {
        const linked = credentials.takeFromAddress(location, history);
        const token = linked ?? credentials.token;
        if (token === null) {
            setBusy(false);
        } else {
            void enter(token, () => linked !== null && credentials.keep(linked, false));
        }
    }, []);

    return (
        <main class="signin">
            <div class="signin-card">
                <h1>
                    <ChatIcon />
                    {t("title")}
                </h1>
                {ownProblem !== null && (
                    <p class="error" role="alert">
                        {t(ownProblem)}
                    </p>
                )}
                <TokenForm
                    t={t}
                    isBusy={isBusy}
                    onToken={(token, stays) => void enter(token, () => credentials.keep(token, stays))}
                />
                <DemoSellers
                    t={t}
                    isBusy={isBusy}
                    onToken={token => void enter(token, () => credentials.keep(token, false))}
                />
            </div>
        </main>
    );
}
