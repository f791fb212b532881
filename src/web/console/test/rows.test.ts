import type { ThreadMessage } from "@kefuchat/client";
import { expect, test } from "vitest";
import { rowsOf } from "../src/thread/rows.ts";

const noon = new Date(2026, 2, 3, 12).getTime();
const MINUTE = 60_000;

function said(key: number, at: number, changes: Partial<ThreadMessage> = {}): ThreadMessage {
    return {
        id: `m${key}`,
        from: "customer",
        sellerId: 1,
        isMine: false,
        content: { type: "text", text: "a" },
        timestamp: at,
        position: key,
        syncKey: key,
        state: null,
        status: null,
        reason: null,
        uuid: "",
        ...changes,
    };
}

function ids(messages: ThreadMessage[], unreadAfter: number | null = null): string[] {
    return rowsOf(messages, unreadAfter).map(row => row.id);
}

test("a line stands before each day", () => {
    expect(ids([said(1, noon), said(2, noon + MINUTE), said(3, noon + 86_400_000)])).toEqual([
        "day-m1",
        "m1",
        "m2",
        "day-m3",
        "m3",
    ]);
});

test("the first unread one is marked, and only that", () => {
    const own = said(3, noon, { isMine: true, from: "seller" });
    expect(ids([said(1, noon), said(2, noon), own, said(4, noon), said(5, noon)], 2)).toEqual([
        "day-m1",
        "m1",
        "m2",
        "m3",
        "unread",
        "m4",
        "m5",
    ]);
    const note = said(3, noon, { from: "seller", content: { type: "system", event: "closed" } });
    expect(ids([said(1, noon), note], 1)).toEqual(["day-m1", "m1", "m3"]);
    expect(ids([said(1, noon)], 1)).toEqual(["day-m1", "m1"]);
    expect(ids([said(1, noon)], 0)).toEqual(["day-m1", "unread", "m1"]);
});

test("a run ends with its writer, with three minutes, with a note, and with a line", () => {
    const messages = [
        said(1, noon),
        said(2, noon + MINUTE),
        said(3, noon + 5 * MINUTE),
        said(4, noon + 5 * MINUTE, { from: "seller" }),
        said(5, noon + 5 * MINUTE, { from: "seller", sellerId: 2 }),
        said(6, noon + 5 * MINUTE, { from: "seller", sellerId: 2, content: { type: "system", event: "closed" } }),
    ];
    const firsts = rowsOf(messages, null).flatMap(row => (row.kind === "message" && row.isFirst ? [row.id] : []));
    expect(firsts).toEqual(["m1", "m3", "m4", "m5", "m6"]);
});
