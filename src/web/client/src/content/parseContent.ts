import { camelCase } from "../caseNames.ts";
import type { ShownContent } from "./MessageContent.ts";
import { shapes } from "./shapes.ts";

/**
 * Reads a message's content. Anybody may have written it, so every field is checked: where a required one is missing, or
 * any is of another type than it should be, the content is unknown. An address that is neither http nor https is left out.
 * Never throws.
 */
export function parseContent(raw: string): ShownContent {
    const unknown: ShownContent = { type: "unknown", raw };
    const fields = parseObject(raw);
    if (fields === null) return unknown;

    // Clients of old write {"text": "…"}, without a type.
    const type = fields.has("type") ? fields.get("type") : "text";
    const shape = shapes.get(type);
    if (shape === undefined) return unknown;

    const content: Record<string, unknown> = { type };
    for (const { name, isRequired, read } of shape) {
        const value = fields.get(name);
        if (value === undefined && !isRequired) continue;
        const known = read(value);
        if (known === undefined) return unknown;
        if (known !== null) content[camelCase(name)] = known;
    }

    // The shapes say the same as the types, field by field.
    return content as unknown as ShownContent;
}

function parseObject(raw: string): Map<string, unknown> | null {
    try {
        const value: unknown = JSON.parse(raw);
        return typeof value === "object" && value !== null && !Array.isArray(value)
            ? new Map(Object.entries(value))
            : null;
    } catch {
        return null;
    }
}
