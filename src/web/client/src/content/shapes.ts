/** A field of a content. */
interface Field {
    /** As it is written on the wire. */
    readonly name: string;
    readonly isRequired: boolean;
    /** The value to show; undefined where it is of another type, null where it is to be left out. */
    readonly read: (value: unknown) => unknown;
}

type Read = Field["read"];

const text: Read = value => (typeof value === "string" ? value : undefined);
const word: Read = value => (typeof value === "string" && value !== "" ? value : undefined);
const count: Read = value =>
    typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
const stars: Read = value =>
    value === 1 || value === 2 || value === 3 || value === 4 || value === 5 ? value : undefined;
const systemEvent: Read = value =>
    ["assigned", "transferred", "closed", "reopened", "merged", "written"].includes(value as string)
        ? value
        : undefined;

const address: Read = value => {
    if (typeof value !== "string") return undefined;
    return isAddress(value) ? value : null;
};

function isAddress(value: string): boolean {
    try {
        return /^https?:$/.test(new URL(value).protocol);
    } catch {
        return false;
    }
}

const items: Read = value => {
    if (!Array.isArray(value)) return undefined;
    const all = value.map(item => object(item, { title: text, quantity: count }));
    return all.includes(undefined) ? undefined : all;
};

const person: Read = value => object(value, { uid: count }, { name: text });

/** An object with these fields and no others. */
function object(value: unknown, required: Record<string, Read>, optional: Record<string, Read> = {}): unknown {
    if (typeof value !== "object" || value === null) return undefined;
    const given = new Map<string, unknown>(Object.entries(value));
    const known: Record<string, unknown> = {};
    for (const [name, read] of Object.entries({ ...required, ...optional })) {
        if (name in optional && !given.has(name)) continue;
        known[name] = read(given.get(name));
        if (known[name] === undefined) return undefined;
    }

    return known;
}

function shape(required: Record<string, Read>, optional: Record<string, Read> = {}): Field[] {
    const fields = (reads: Record<string, Read>, isRequired: boolean) =>
        Object.entries(reads).map(([name, read]) => ({ name, isRequired, read }));
    return [...fields(required, true), ...fields(optional, false)];
}

/** The fields of each type of content, as protos/content.md lists them. */
export const shapes: ReadonlyMap<unknown, readonly Field[]> = new Map([
    ["text", shape({ text })],
    ["image", shape({ file: word }, { width: count, height: count, name: text, text })],
    ["file", shape({ file: word, name: text }, { size: count, content_type: text })],
    ["product", shape({ id: text, title: text }, { price: text, currency: text, image: address, url: address })],
    ["order", shape({ id: text, title: text }, { status: text, amount: text, currency: text, items, url: address })],
    ["rating_request", shape({}, { text })],
    ["rating", shape({ stars }, { text })],
    ["system", shape({ event: systemEvent }, { seller: person, from: person, visitor: person })],
]);
