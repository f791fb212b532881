/**
 * What the function returns; undefined where it throws. For storage that is full, forbidden or holds what another program
 * wrote: the console then works without it.
 */
export function safely<T>(read: () => T): T | undefined {
    try {
        return read();
    } catch {
        return undefined;
    }
}

/** The browser's storage of that name; null where the browser forbids it. */
export function browserStorage(name: "localStorage" | "sessionStorage"): Storage | null {
    return safely(() => window[name]) ?? null;
}
