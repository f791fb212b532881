/** Why a socket was closed, as far as it changes what the client does. */
export enum CloseCode {
    /** We closed it. */
    Normal = 1000,
    /** The server is stopping; the reason is the delay to obey, in milliseconds. */
    GoingAway = 1001,
    /** No close frame came: the network. */
    Abnormal = 1006,
    /** A frame of ours was too large. */
    TooLarge = 1009,
    /** A frame of ours was malformed. */
    Malformed = 4400,
    /** The token was refused. */
    TokenRefused = 4401,
}
