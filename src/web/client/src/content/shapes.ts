import { camelCase } from "../caseNames.ts";
import { membersOf } from "./parseObject.ts";

/** Reads a value: undefined where it is of another type than it should be, null where it is to be left out. */
type Read = (value: unknown) => unknown;
type Reads = Readonly<Record<string, Read>>;

/** Reads the members of an object that are known, by their names on the wire. */
export type ReadMembers = (members: ReadonlyMap<string, unknown>) => Record<string, unknown> | undefined;

const text: Read = value => (typeof value === "string" ? value : undefined);
const word: Read = value => (value === "" ? undefined : text(value));
const count: Read = value => (Number.isSafeInteger(value) && (value as number) >= 0 ? value : undefined);
const stars: Read = value => oneOf([1, 2, 3, 4, 5], value);
const event: Read = value => oneOf(["assigned", "transferred", "closed", "reopened", "merged", "written"], value);

/** What is no address of the web is left out: nothing is lost with it that could be shown. */
const address: Read = value => {
    if (typeof value !== "string") return undefined;
    try {
        return /^https?:$/.test(new URL(value).protocol) ? value : null;
    } catch {
        return null;
    }
};

const person = object({ uid: count }, { name: text });
const item = object({ title: text, quantity: count });

const items: Read = value => {
    const all = Array.isArray(value) ? value.map(item) : [undefined];
    return all.includes(undefined) ? undefined : all;
};

function oneOf(values: readonly unknown[], value: unknown): unknown {
    return values.includes(value) ? value : undefined;
}

function members(required: Reads, optional: Reads = {}): ReadMembers {
    const reads = Object.entries({ ...required, ...optional });
    return given => {
        const known: Record<string, unknown> = {};
        for (const [name, read] of reads) {
            if (name in optional && !given.has(name)) continue;
            const value = read(given.get(name));
            if (value === undefined) return undefined;
            if (value !== null) known[camelCase(name)] = value;
        }

        return known;
    };
}

function object(required: Reads, optional?: Reads): Read {
    const read = members(required, optional);
    return value => {
        const given = membersOf(value);
        return given === null ? undefined : read(given);
    };
}

/** The fields of each type of content, required and optional, as protos/content.md lists them. */
export const shapes: ReadonlyMap<unknown, ReadMembers> = new Map([
    ["text", members({ text })],
    ["image", members({ file: word }, { width: count, height: count, name: text, text })],
    ["file", members({ file: word, name: text }, { size: count, content_type: text })],
    ["product", members({ id: text, title: text }, { price: text, currency: text, image: address, url: address })],
    ["order", members({ id: text, title: text }, { status: text, amount: text, currency: text, items, url: address })],
    ["rating_request", members({}, { text })],
    ["rating", members({ stars }, { text })],
    ["system", members({ event }, { seller: person, from: person, visitor: person })],
]);
