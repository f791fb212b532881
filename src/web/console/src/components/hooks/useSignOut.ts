import { useEffect } from "preact/hooks";
import type { Session } from "../../session/Session.ts";

/** Why a seller is signed out who did not ask for it; the names are keys of the translations. */
export type SignOutReason = "signedOutByServer" | "tokenExpired";

/** The longest a timer can wait, milliseconds; a page that is open for longer learns of the end by its next call. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Signs the seller out when the token has expired, or the server refuses it. */
export function useSignOut(session: Session, signOut: (reason: SignOutReason) => Promise<void>): void {
    const { client, expiresAt } = session;
    useEffect(() => {
        const left = expiresAt - Date.now();
        const timer = left <= MAX_TIMER_MS ? setTimeout(() => void signOut("tokenExpired"), left) : undefined;
        const end = client.on("state", ({ kind }) => kind === "refused" && void signOut("signedOutByServer"));
        return () => {
            clearTimeout(timer);
            end();
        };
    }, [client, expiresAt]);
}
