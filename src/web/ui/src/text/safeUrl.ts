/** The address, in full, if a page may link to it: absolute, http or https, no user name in it; else null. */
export function safeUrl(address: string): string | null {
    if (!URL.canParse(address)) {
        return null;
    }

    const url = new URL(address);
    const isWeb = url.protocol === "https:" || url.protocol === "http:";
    return isWeb && url.username === "" && url.password === "" ? url.href : null;
}
