import { isNote } from "../session/isNote.ts";
import type { ShownContent } from "./MessageContent.ts";
import { parseObject } from "./parseObject.ts";
import { shapes } from "./shapes.ts";

/**
 * Reads a message's content. Anybody may have written it, so every field is checked: where a required one is missing, or
 * any is of another type than it should be, the content is unknown. An address that is neither http nor https is left out.
 * Never throws.
 *
 * @param uuid The message's: it tells the server's notes from what pretends to be one.
 */
export function parseContent(raw: string, uuid = ""): ShownContent {
    const members = parseObject(raw) ?? new Map<string, unknown>();
    // Clients of old write {"text": "…"}, without a type.
    const type = members.has("type") ? members.get("type") : "text";
    const fields = shapes.get(type)?.(members);
    // The shapes say the same as the types, field by field.
    return fields === undefined || (type === "system" && !isNote(uuid))
        ? { type: "unknown", raw }
        : ({ type, ...fields } as ShownContent);
}
