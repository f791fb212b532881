/** What an ACK says, as far as the client tells it apart; every other status but 0 is final. */
export enum Status {
    Ok = 0,
    StorageUnavailable = 22,
    RoutingUnavailable = 23,
    TooLarge = 24,
    RateLimited = 25,
}

/** Whether the same frame may succeed after a pause. */
export function isRetryable(status: number): boolean {
    return (
        status === Status.StorageUnavailable || status === Status.RoutingUnavailable || status === Status.RateLimited
    );
}
