import { describe, expect, test } from "vitest";
import { type MessageContent, parseContent, writeContent } from "../src/index.ts";

const parsed = (value: unknown) => parseContent(JSON.stringify(value));
const unknown = (raw: string) => ({ type: "unknown", raw });

describe("what is known", () => {
    const contents: MessageContent[] = [
        { type: "text", text: "Is it in stock?" },
        { type: "image", file: "1001-7-42-6f1e", width: 1200, height: 800, name: "tear.jpg", text: "here" },
        { type: "image", file: "1001-7-42-6f1e" },
        { type: "file", file: "f", name: "invoice.pdf", size: 1234, contentType: "application/pdf" },
        {
            type: "product",
            id: "SKU-88",
            title: "Rain jacket",
            price: "59.90",
            currency: "EUR",
            url: "https://a.example/p",
        },
        { type: "order", id: "1", title: "Order 1", status: "sent", items: [{ title: "Jacket", quantity: 2 }] },
        { type: "rating_request" },
        { type: "rating", stars: 5, text: "Fast, thank you" },
    ];
    test.each(contents)("$type is read as it was written", content => {
        expect(parseContent(writeContent(content))).toEqual(content);
    });

    test("names on the wire are in snake case", () => {
        const content = writeContent({ type: "file", file: "f", name: "n", contentType: "a/b" });
        expect(JSON.parse(content)).toEqual({ type: "file", file: "f", name: "n", content_type: "a/b" });
    });

    test("a content without a type is a text, as clients of old write it", () => {
        expect(parsed({ text: "hi" })).toEqual({ type: "text", text: "hi" });
    });

    test("further fields are left out, also in what is inside", () => {
        expect(parsed({ type: "text", text: "hi", html: "<b>", __proto__: { a: 1 } })).toEqual({
            type: "text",
            text: "hi",
        });
        expect(parsed({ type: "order", id: "1", title: "t", items: [{ title: "a", quantity: 1, x: 1 }] })).toEqual({
            type: "order",
            id: "1",
            title: "t",
            items: [{ title: "a", quantity: 1 }],
        });
    });

    test("a note of the server", () => {
        const note = { type: "system", event: "transferred", from: { uid: 55, name: "Ann" }, seller: { uid: 56 } };
        const raw = JSON.stringify(note);
        expect(parseContent(raw, "note-0a1b")).toEqual(note);
        expect(parseContent(raw, "0a1b")).toEqual({ type: "unknown", raw });
    });

    test("an address that leads elsewhere than to the web is left out", () => {
        const product = { type: "product", id: "1", title: "t" };
        for (const url of [
            "javascript:alert(1)",
            " javascript:alert(1)",
            "data:text/html,x",
            "//a.example",
            "",
            "https://",
        ]) {
            expect(parsed({ ...product, url, image: url })).toEqual(product);
        }

        expect(parsed({ ...product, url: "HTTPS://a.example/" })).toMatchObject({ url: "HTTPS://a.example/" });
    });
});

describe("what is not", () => {
    test.each(["", "hi", "null", "1", '"text"', "[]", '["text"]', "{", '{"type":"text"', "\u0000", "{}"])("%j", raw => {
        expect(parseContent(raw)).toEqual(unknown(raw));
    });

    test.each([
        { type: "text" },
        { type: "text", text: 1 },
        { type: "text", text: { toString: "x" } },
        { type: 1, text: "hi" },
        { type: null, text: "hi" },
        { type: "constructor", text: "hi" },
        { type: "__proto__" },
        { type: "image" },
        { type: "image", file: "" },
        { type: "image", file: ["f"] },
        { type: "image", file: "f", width: "9" },
        { type: "image", file: "f", width: -1 },
        { type: "image", file: "f", width: 1.5 },
        { type: "image", file: "f", name: 1 },
        { type: "image", file: "f", width: null },
        { type: "file", file: "f" },
        { type: "product", id: 1, title: "t" },
        { type: "product", id: "1", title: "t", price: 19.9 },
        { type: "product", id: "1", title: "t", url: 1 },
        { type: "order", id: "1", title: "t", items: {} },
        { type: "order", id: "1", title: "t", items: [null] },
        { type: "order", id: "1", title: "t", items: [{ title: "a" }] },
        { type: "rating" },
        { type: "rating", stars: 0 },
        { type: "rating", stars: 6 },
        { type: "rating", stars: 4.5 },
        { type: "rating", stars: "5" },
        { type: "rating_request", text: [] },
        { type: "system" },
        { type: "system", event: "exploded" },
        { type: "system", event: ["closed"] },
        { type: "system", event: "closed", seller: "Ann" },
        { type: "system", event: "closed", seller: { name: "Ann" } },
        { type: "system", event: "closed", seller: { uid: 1, name: 2 } },
        { type: "hologram", text: "hi" },
        { type: "unknown", raw: "hi" },
    ])("%j", content => {
        const raw = JSON.stringify(content);
        expect(parseContent(raw, "note-1")).toEqual(unknown(raw));
    });

    test("however deep it is", () => {
        const raw = "[".repeat(20_000);
        expect(parseContent(raw)).toEqual(unknown(raw));
    });
});
