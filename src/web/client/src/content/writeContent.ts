import { renamed, snakeCase } from "../caseNames.ts";
import type { MessageContent } from "./MessageContent.ts";

/** The largest content that always fits into a frame, in bytes of UTF-8: see "Limits" in protos/wire-protocol.md. */
export const MAX_CONTENT_BYTES = 32_642;

/** A message is longer than a frame can hold. */
export class ContentTooLargeError extends Error {
    override readonly name = "ContentTooLargeError";

    /** @param bytes How large it is; at most `MAX_CONTENT_BYTES` would do. */
    constructor(readonly bytes: number) {
        super(`the content has ${bytes} bytes, and at most ${MAX_CONTENT_BYTES} fit`);
    }
}

/**
 * A content as it goes over the wire.
 * @throws ContentTooLargeError when it does not fit.
 */
export function writeContent(content: MessageContent): string {
    const raw = JSON.stringify(renamed(content, snakeCase));
    const bytes = new TextEncoder().encode(raw).length;
    if (bytes > MAX_CONTENT_BYTES) throw new ContentTooLargeError(bytes);
    return raw;
}
