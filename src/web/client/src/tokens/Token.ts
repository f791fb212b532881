import type { Identity } from "./Identity.ts";
import { TokenUnavailableError } from "./TokenUnavailableError.ts";

/** What a token says of itself. The server verifies it, this does not. */
export interface Token {
    readonly text: string;
    readonly identity: Identity;
    /** When it expires, epoch milliseconds. */
    readonly expiresAt: number;
}

/**
 * Reads the payload of a JWT.
 * @throws TokenUnavailableError when it has no `appid`, `uid` and `exp`.
 */
export function readToken(text: string): Token {
    const claims = payloadOf(text);
    const { appid, uid, exp } = claims;
    if (typeof appid !== "number" || typeof uid !== "number" || typeof exp !== "number") {
        throw new TokenUnavailableError("the token has no appid, uid and exp: it is none of this server's");
    }

    return { text, identity: { appid, uid }, expiresAt: exp * 1000 };
}

function payloadOf(text: string): Record<string, unknown> {
    try {
        const [, part = ""] = /^[\w-]+\.([\w-]+)\.[\w-]+$/.exec(text) ?? [];
        const payload = part.replace(/-/g, "+").replace(/_/g, "/");
        const claims: unknown = JSON.parse(atob(payload));
        return typeof claims === "object" && claims !== null ? (claims as Record<string, unknown>) : {};
    } catch {
        return {};
    }
}
