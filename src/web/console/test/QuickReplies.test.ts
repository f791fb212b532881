import type { QuickReply } from "@kefuchat/client";
import { beforeEach, expect, test, vi } from "vitest";
import { QuickReplies } from "../src/state/QuickReplies.ts";

const store = { id: 1001, name: "Rain & Co", sellers: [] };

function reply(id: string): QuickReply {
    return { id, shortcut: id, text: `text of ${id}` };
}

/** Pages of two. */
class Api {
    own = [reply("a"), reply("b"), reply("c")];
    readonly ofStore = [reply("s")];

    quickReplies = async (of: number | null = null, after = "") => {
        const all = of === null ? this.own : this.ofStore;
        const start = after === "" ? 0 : all.findIndex(({ id }) => id === after) + 1;
        const page = all.slice(start, start + 2);
        return { quickReplies: page, next: start + 2 < all.length ? (page.at(-1)?.id ?? null) : null };
    };
    addQuickReply = vi.fn(async (_: number | null, shortcut: string, text: string) => ({ id: "new", shortcut, text }));
    replaceQuickReply = vi.fn(async (_: number | null, changed: QuickReply) => changed);
    deleteQuickReply = vi.fn(async () => undefined);
}

let api: Api;
let replies: QuickReplies;

beforeEach(async () => {
    api = new Api();
    replies = new QuickReplies(api, [store]);
    await replies.load();
});

test("all pages are loaded, the seller's own come first", () => {
    expect(replies.for(1001).map(({ id }) => id)).toEqual(["a", "b", "c", "s"]);
    expect(replies.for(7).map(({ id }) => id)).toEqual(["a", "b", "c"]);
});

test("what is added, changed and removed shows", async () => {
    await replies.add("hi", "Hello!");
    await replies.replace({ id: "b", shortcut: "b", text: "other" });
    await replies.remove("a");
    expect(replies.own.map(({ text }) => text)).toEqual(["other", "text of c", "Hello!"]);
});

test("what the server does not take changes nothing", async () => {
    api.addQuickReply.mockRejectedValueOnce(new Error("no"));
    await expect(replies.add("hi", "Hello!")).rejects.toThrow("no");
    expect(replies.own).toHaveLength(3);
});
