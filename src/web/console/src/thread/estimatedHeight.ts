import type { ThreadMessage } from "@kefuchat/client";
import type { ThreadRow } from "./rows.ts";

const LINE = 20;
const CHARACTERS_OF_LINE = 70;

const HEIGHTS: Readonly<Record<ThreadMessage["content"]["type"], number>> = {
    text: 40,
    image: 240,
    file: 70,
    product: 100,
    order: 140,
    rating_request: 44,
    rating: 62,
    system: 34,
    unknown: 40,
};

/** A row's height before it is measured, CSS pixels: near enough for the scroll bar not to jump. */
export function estimatedHeight(row: ThreadRow | undefined): number {
    if (row?.kind !== "message") {
        return LINE * 2;
    }

    const { content } = row.message;
    const text = content.type === "text" ? content.text : "";
    const lines = text.split("\n").length + Math.floor(text.length / CHARACTERS_OF_LINE);
    return HEIGHTS[content.type] + (lines - 1) * LINE;
}
