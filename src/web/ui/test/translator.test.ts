import { describe, expect, it } from "vitest";
import { en } from "../src/i18n/en.ts";
import { chooseLanguage, regionalTag } from "../src/i18n/language.ts";
import { createTranslator } from "../src/i18n/translator.ts";
import { zh } from "../src/i18n/zh.ts";

const source = { plain: "Hello", named: "Hello {name}", count: { one: "{n} message", other: "{n} messages" } } as const;

describe("createTranslator", () => {
    const t = createTranslator<typeof source>(source, "en");

    it("puts values in, once", () => {
        expect(t("plain")).toBe("Hello");
        expect(t("named", { name: "{name} $& <b>" })).toBe("Hello {name} $& <b>");
    });

    it("chooses by the language's plural rule", () => {
        expect(t("count", { n: 1 })).toBe("1 message");
        expect(t("count", { n: 0 })).toBe("0 messages");
    });

    it("takes one text for all numbers where a language has no plural", () => {
        const chinese = createTranslator<typeof source>(
            { plain: "你好", named: "你好 {name}", count: "{n} 条消息" },
            "zh",
        );
        expect(chinese("count", { n: 1 })).toBe("1 条消息");
    });
});

describe("chooseLanguage", () => {
    it.each([
        [["zh-CN", "en"], "zh"],
        [["fr-FR", "zh-Hans"], "zh"],
        [["en-GB", "zh"], "en"],
        [["fr"], "en"],
        [[], "en"],
    ])("chooses for %j: %s", (wanted, language) => {
        expect(chooseLanguage(wanted, ["en", "zh"])).toBe(language);
    });
});

describe("regionalTag", () => {
    it("is the reader's own, if it is of that language", () => {
        expect(regionalTag("en", ["zh-CN", "en-GB", "en-US"])).toBe("en-GB");
        expect(regionalTag("en", ["zh-CN", "eno-X"])).toBe("en");
    });
});

describe("the languages", () => {
    it("have the same keys, and the same values in each text", () => {
        const valuesOf = (texts: object) =>
            Object.entries(texts).map(([key, text]) => [
                key,
                [...new Set(JSON.stringify(text).match(/\{\w+\}/g))].sort(),
            ]);
        expect(Object.fromEntries(valuesOf(zh))).toEqual(Object.fromEntries(valuesOf(en)));
    });
});
