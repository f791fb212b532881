import { safely } from "../state/storage.ts";

const KEY = "kefuchat.console.token";

/**
 * The token a seller signed in with: for this tab, or, where that was asked for, for this browser. A link may bring one as
 * `#token=…`; a fragment is sent to no server, and is taken out of the address at once.
 */
export class Credentials {
    readonly #session: Storage | null;
    readonly #local: Storage | null;

    constructor(session: Storage | null, local: Storage | null) {
        this.#session = session;
        this.#local = local;
    }

    /** The token to sign in with, if there is one. */
    get token(): string | null {
        const read = (storage: Storage | null): string | null => safely(() => storage?.getItem(KEY)) ?? null;
        return read(this.#session) ?? read(this.#local);
    }

    /** Takes the token out of the page's address; null where there is none. */
    takeFromAddress(location: Location, history: History): string | null {
        const token = new URLSearchParams(location.hash.slice(1)).get("token");
        if (token !== null) {
            history.replaceState(null, "", location.pathname + location.search);
        }

        return token;
    }

    /** Keeps a token, and no other; @param stays beyond the life of this tab. */
    keep(token: string, stays: boolean): void {
        this.forget();
        safely(() => (stays ? this.#local : this.#session)?.setItem(KEY, token));
    }

    /** Forgets it: whoever comes next signs in. */
    forget(): void {
        for (const storage of [this.#session, this.#local]) {
            safely(() => storage?.removeItem(KEY));
        }
    }
}
