/** What a page and a customer download, gzipped, in words. Throws an Error that tells the same where it is too much. */
export function checkSizes(files: ReadonlyMap<string, Uint8Array>): string;
