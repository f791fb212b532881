/** A file on its way to the server, or one that did not get there. */
export interface Upload {
    readonly id: number;
    readonly name: string;
    /** 0 to 1. */
    readonly progress: number;
    readonly error: UploadError | null;
}

/** Why a file was not taken. With `failed` and `tooMany` trying again may help. */
export type UploadError = "tooLarge" | "wrongType" | "empty" | "tooMany" | "notAllowed" | "failed";

/** Whether the same file may be taken another time. */
export function canRetry(error: UploadError): boolean {
    return error === "failed" || error === "tooMany";
}

/** What the answer to an upload means. */
export function uploadErrorOf(error: unknown): UploadError {
    const status = typeof error === "object" && error !== null && "status" in error ? error.status : null;
    switch (status) {
        case 413:
            return "tooLarge";
        case 415:
            return "wrongType";
        case 429:
            return "tooMany";
        case 403:
            return "notAllowed";
        default:
            return "failed";
    }
}
