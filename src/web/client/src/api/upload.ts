import { ApiError } from "./ApiError.ts";
import { readAnswer } from "./Http.ts";

/** How an upload goes. */
export interface UploadOptions {
    /** Called with the part that is sent, 0 to 1. */
    onProgress?: (part: number) => void;
    /** Ends it; the call throws its reason. */
    signal?: AbortSignal;
}

/**
 * Posts a file's bytes. By XMLHttpRequest: fetch tells nothing of how much is sent.
 * @throws ApiError when it failed, or there was no answer.
 */
export function upload<T>(
    request: XMLHttpRequest,
    address: string,
    token: string,
    blob: Blob,
    { onProgress, signal }: UploadOptions,
): Promise<T> {
    return new Promise((resolve, reject) => {
        const abort = () => {
            request.abort();
            reject(signal?.reason);
        };
        if (signal?.aborted) return abort();
        signal?.addEventListener("abort", abort);
        request.upload.onprogress = ({ loaded, total }) => onProgress?.(total === 0 ? 0 : loaded / total);
        request.onerror = () => reject(new ApiError(0, "the upload broke off"));
        request.onload = () => {
            try {
                resolve(readAnswer<T>(request.status, request.responseText, request.getResponseHeader("Retry-After")));
            } catch (e) {
                reject(e);
            }
        };
        request.onloadend = () => signal?.removeEventListener("abort", abort);
        request.open("POST", address);
        request.setRequestHeader("Authorization", `Bearer ${token}`);
        request.setRequestHeader("Content-Type", blob.type || "application/octet-stream");
        request.send(blob);
    });
}
