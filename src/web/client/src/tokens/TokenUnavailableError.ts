/** There is no token to be had: the user is signed out, say. Thrown by a token provider, it ends the attempts. */
export class TokenUnavailableError extends Error {
    override readonly name = "TokenUnavailableError";
}
