import { describe, expect, it } from "vitest";
import { linkify } from "../src/text/linkify.ts";

const linksOf = (text: string) => linkify(text).filter(run => run.href !== undefined);

describe("linkify", () => {
    it.each([
        ["see https://shop.example/p/88, please", "https://shop.example/p/88"],
        ["(https://shop.example/a_(b))", "https://shop.example/a_(b)"],
        ["http://localhost:5080/x?y=1#z", "http://localhost:5080/x?y=1#z"],
        ["请看https://shop.example/p/88谢谢", "https://shop.example/p/88"],
        ["https://shop.example/caf\u00e9!", "https://shop.example/caf\u00e9"],
        ["HTTPS://SHOP.EXAMPLE", "HTTPS://SHOP.EXAMPLE"],
        ["www.shop.example.", "www.shop.example"],
    ])("finds the address in %j", (text, link) => {
        expect(linksOf(text).map(run => run.text)).toEqual([link]);
    });

    it.each([
        "javascript:alert(1)",
        "JaVaScRiPt://%0aalert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "https://user:secret@evil.example/",
        "https://shop.example@evil.example/",
        "https://sh\u043ep.example/",
        "https://",
        "http://]",
        "xhttps://shop.example",
        "shop.example",
    ])("leaves %j text", text => {
        expect(linkify(text)).toEqual([{ text }]);
    });

    it("ends a link where the direction of writing is turned", () => {
        expect(linksOf("https://shop.example/\u202egnp.exe").map(run => run.text)).toEqual(["https://shop.example/"]);
    });

    it("keeps every character, and every link's text as it was written", () => {
        const text = "a https://x.example/?q=<b>&c 😀 http://y.example) \u202e end";
        const runs = linkify(text);
        expect(runs.map(run => run.text).join("")).toBe(text);
        expect(runs.filter(run => run.href !== undefined).map(run => run.href)).toEqual([
            "https://x.example/?q=",
            "http://y.example/",
        ]);
    });

    it("reads a long text once: one that looked back at each bracket would not end in time", () => {
        const written = `https://x.example/${"(".repeat(500_000)}${")".repeat(500_000)}`;
        expect(linkify(`${written}${")".repeat(500_000)}`)[0]?.text).toBe(written);
    });
});
