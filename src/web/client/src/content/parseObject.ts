/** The members of a JSON object; null where the text is none. Names are whatever the writer chose, so it is a map. */
export function parseObject(raw: string): ReadonlyMap<string, unknown> | null {
    try {
        return membersOf(JSON.parse(raw));
    } catch {
        return null;
    }
}

/** The members of an object; null where a value is none. */
export function membersOf(value: unknown): ReadonlyMap<string, unknown> | null {
    return typeof value === "object" && value !== null && !Array.isArray(value) ? new Map(Object.entries(value)) : null;
}
