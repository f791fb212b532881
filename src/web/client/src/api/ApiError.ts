/** The server, or the way to it, did not do what was asked. */
export class ApiError extends Error {
    override readonly name = "ApiError";

    /**
     * @param status The HTTP status; 0 when there was no answer.
     * @param title What happened, in English, for a log.
     * @param errors For each field of the request that is wrong, what it may be.
     * @param retryAfterSeconds When the same call may succeed; null where that is not known.
     */
    constructor(
        readonly status: number,
        readonly title: string,
        readonly errors: Readonly<Record<string, readonly string[]>> = {},
        readonly retryAfterSeconds: number | null = null,
    ) {
        super(title);
    }

    /** Whether the same call may succeed later: no answer, a refused token, too often, or the server's trouble. */
    get isTemporary(): boolean {
        return [0, 401, 429].includes(this.status) || this.status >= 500;
    }
}
