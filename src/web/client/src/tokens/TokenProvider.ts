/**
 * Gets a token (a JWT of the server, or signed by the shop's backend). Asked at the start, when the token is about to
 * expire (30 s before), and after a refusal. All tokens of one client are of one identity.
 *
 * @param request `isRefused`: the last token was refused, so a cached copy of it will not do. `signal` is aborted when the
 * client is stopped.
 * @throws TokenUnavailableError when there is none to be had and asking again is of no use; any other error is asked again
 * after a pause.
 */
export type TokenProvider = (request: { isRefused: boolean; signal: AbortSignal }) => Promise<string>;
