/** `content_type` as `contentType`: how the wire's names are spelled here. */
export function camelCase(name: string): string {
    return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** `contentType` as `content_type`: how names are spelled on the wire. */
export function snakeCase(name: string): string {
    return name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
}

/** The same value with every name in it changed. */
export function renamed(value: unknown, rename: (name: string) => string): unknown {
    if (Array.isArray(value)) return value.map(item => renamed(item, rename));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [rename(name), renamed(item, rename)]));
}
