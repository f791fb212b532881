import { ApiError, readToken, TokenUnavailableError, type KefuApi, type TokenProvider } from "@kefuchat/client";
import type { Kept } from "../../Kept.ts";

/** A token that lasts less than this is exchanged for one that lasts longer, milliseconds. */
const REFRESH_BEFORE = 7 * 24 * 60 * 60 * 1000;

/** The kept token if it is still good; null for none. */
export function keptVisitor(kept: Kept, now: number): string | null {
    const { visitor } = kept.read();
    return visitor !== undefined && expiryOf(visitor) > now ? visitor : null;
}

/**
 * A visitor's tokens: the one kept in this browser, or those of a new visitor. A visitor whose token is refused cannot
 * come back: the next client is another visitor's.
 */
export function visitorTokens(
    store: number,
    kept: Kept,
    api: () => Pick<KefuApi, "visitor">,
    now: () => number,
): TokenProvider {
    let isFirst = true;
    return async ({ isRefused }) => {
        if (isRefused) {
            kept.write({ visitor: undefined });
            throw new TokenUnavailableError("the visitor's token was refused");
        }

        const known = keptVisitor(kept, now());
        if (known === null && !isFirst) {
            throw new TokenUnavailableError("the visitor's token has expired");
        }

        const token = known ?? (await newVisitor(store, api()));
        kept.write({ visitor: token });
        isFirst = false;
        return token;
    };
}

async function newVisitor(store: number, api: Pick<KefuApi, "visitor">): Promise<string> {
    try {
        return (await api.visitor(store)).token;
    } catch (error) {
        // An origin that the store does not list, say: that is not over in a moment.
        throw error instanceof ApiError && !error.isTemporary ? new TokenUnavailableError(error.message) : error;
    }
}

/** Makes a visitor who comes back now and then stay the same one. A failure does not matter: there is a week for it. */
export async function refreshVisitor(kept: Kept, api: Pick<KefuApi, "refreshVisitor">, now: number): Promise<void> {
    const { visitor } = kept.read();
    if (visitor !== undefined && expiryOf(visitor) - now < REFRESH_BEFORE) {
        const { token } = await api.refreshVisitor();
        kept.write({ visitor: token });
    }
}

/** 0 for what is no token. */
function expiryOf(token: string): number {
    try {
        return readToken(token).expiresAt;
    } catch {
        return 0;
    }
}
