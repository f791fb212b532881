import {
    ApiError,
    readToken,
    SellerClient,
    TokenUnavailableError,
    type SellerSelf,
    type TokenProvider,
} from "@kefuchat/client";

/** Why somebody cannot sign in; the names are keys of the translations. */
export type SignInProblem =
    "tokenMalformed" | "tokenExpired" | "tokenInvalid" | "tokenOfCustomer" | "serverUnreachable";

/** The token does not let a seller in. */
export class SignInError extends Error {
    override readonly name = "SignInError";

    constructor(readonly problem: SignInProblem) {
        super(problem);
    }
}

/** A seller who is let in: the client, not started yet, and what the server says of the seller. */
export interface SignedIn {
    readonly client: SellerClient;
    readonly me: SellerSelf;
    /** Until when the token is good, epoch milliseconds. */
    readonly expiresAt: number;
}

/**
 * Asks the server whether a token is a seller's.
 * @param server The server's base address.
 * @throws SignInError when it is not, or cannot be asked.
 */
export async function signIn(
    token: string,
    server: string,
    createClient = (provider: TokenProvider) => new SellerClient({ server, token: provider, from: "now" }),
): Promise<SignedIn> {
    const expiresAt = expiryOf(token);
    if (expiresAt <= Date.now()) {
        throw new SignInError("tokenExpired");
    }

    const client = createClient(async ({ isRefused }) => {
        if (isRefused || expiresAt <= Date.now()) {
            throw new TokenUnavailableError("the seller has to sign in again");
        }

        return token;
    });
    try {
        return { client, me: await client.api.me(), expiresAt };
    } catch (error) {
        throw new SignInError(problemOf(error));
    }
}

function expiryOf(token: string): number {
    try {
        return readToken(token).expiresAt;
    } catch {
        throw new SignInError("tokenMalformed");
    }
}

function problemOf(error: unknown): SignInProblem {
    if (error instanceof TokenUnavailableError) {
        return "tokenInvalid";
    }

    return error instanceof ApiError && error.status === 403 ? "tokenOfCustomer" : "serverUnreachable";
}
