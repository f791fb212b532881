import type { ShownContent, ThreadMessage } from "@kefuchat/client";
import { describe, expect, it } from "vitest";
import { countUnread } from "../src/chat/unread.ts";
import { logItems } from "../src/chat/view/logItems.ts";
import { ratingAsked } from "../src/chat/view/ratingAsked.ts";
import { sellerNames } from "../src/chat/view/sellerNames.ts";

const noon = new Date("2026-03-04T12:00:00").getTime();
const MINUTE = 60_000;

function message(
    syncKey: number,
    from: "customer" | "seller",
    content: ShownContent,
    changes: Partial<ThreadMessage> = {},
): ThreadMessage {
    const isMine = from === "customer";
    const state = isMine ? "stored" : null;
    const base = {
        position: null,
        status: null,
        reason: null,
        uuid: "",
        sellerId: 1,
        timestamp: noon + syncKey * MINUTE,
    };
    return { ...base, id: `m${syncKey}`, syncKey, from, isMine, state, content, ...changes };
}

const text = (syncKey: number, from: "customer" | "seller", changes: Partial<ThreadMessage> = {}) =>
    message(syncKey, from, { type: "text", text: "x" }, changes);
const note = (syncKey: number, name = "Bo") =>
    message(syncKey, "seller", { type: "system", event: "assigned", seller: { uid: 2, name } });

/** "day", "unread", or the message with [ and ] where a group begins and ends. */
const linesOf = (messages: ThreadMessage[], firstUnread: string | null = null) =>
    logItems(messages, firstUnread).map(item =>
        item.kind === "message" ? `${item.isFirst ? "[" : ""}${item.key}${item.isLast ? "]" : ""}` : item.kind,
    );

describe("logItems", () => {
    it("puts together what one person says at a time", () => {
        const messages = [
            text(1, "customer"),
            text(2, "customer"),
            text(3, "seller"),
            text(4, "seller", { sellerId: 2 }),
        ];
        expect(linesOf(messages)).toEqual(["day", "[m1", "m2]", "[m3]", "[m4]"]);
    });

    it("parts it after a while, at midnight, at a note and where the unread begins", () => {
        const messages = [
            text(1, "seller"),
            text(9, "seller"),
            note(10),
            text(11, "seller"),
            text(12, "seller"),
            text(721, "seller"),
        ];
        expect(linesOf(messages, "m12")).toEqual([
            "day",
            "[m1]",
            "[m9]",
            "[m10]",
            "[m11]",
            "unread",
            "[m12]",
            "day",
            "[m721]",
        ]);
    });
});

describe("countUnread", () => {
    it("counts what sellers said behind the read mark, and nothing else", () => {
        const messages = [
            text(1, "seller"),
            text(2, "seller"),
            text(3, "customer"),
            note(4),
            text(5, "seller"),
            text(6, "seller", { syncKey: null }),
        ];
        expect(countUnread(messages, 1)).toBe(2);
        expect(countUnread(messages, 5)).toBe(0);
    });
});

describe("ratingAsked", () => {
    const asked = (key: number) => message(key, "seller", { type: "rating_request" });
    const rated = (key: number) => message(key, "customer", { type: "rating", stars: 4 });

    it.each([
        [[text(1, "seller")], null],
        [[asked(1), text(2, "customer")], "m1"],
        [[asked(1), rated(2)], null],
        [[asked(1), rated(2), asked(3)], "m3"],
        [[rated(1)], null],
    ])("knows what is unanswered, case %#", (messages, id) => {
        expect(ratingAsked(messages)?.id ?? null).toBe(id);
    });
});

describe("sellerNames", () => {
    it("takes them from notes, and from who answers now", () => {
        const names = sellerNames([note(1)], { appid: 1, uid: 3, name: "Cy", online: true });
        expect([...names]).toEqual([
            [2, "Bo"],
            [3, "Cy"],
        ]);
    });
});
