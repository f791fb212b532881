/** How a client stands with its server. In a follower tab it is the leader's state. */
export type ConnectionState =
    /** Not started, or stopped. */
    | { kind: "stopped" }
    /** Asking for a token, opening the socket, or catching up. */
    | { kind: "connecting" }
    /** Everything up to now has been delivered, and what is written goes out at once. */
    | { kind: "online" }
    /** Offline, and trying again at `retryAt` (epoch milliseconds). The reason is for a developer's log. */
    | { kind: "waiting"; retryAt: number; reason: string }
    /** Two fresh tokens in a row were refused, or there is none to be had: only `retryNow` tries again. */
    | { kind: "refused"; reason: string };
