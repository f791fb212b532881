import { expect, test } from "vitest";
import { en } from "../src/i18n/en.ts";
import { languageOf, translations } from "../src/i18n/translations.ts";
import { zh } from "../src/i18n/zh.ts";

test("both languages have the same keys, none empty, and the same values in each", () => {
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
    const namesIn = (message: string | object) => {
        const text = typeof message === "string" ? message : Object.values(message).join(" ");
        expect(text).not.toBe("");
        return [...new Set(text.match(/\{\w+\}/g))].sort();
    };
    for (const [key, message] of Object.entries(en)) {
        expect(namesIn(zh[key as keyof typeof zh]), key).toEqual(namesIn(message));
    }
});

test("values and plurals are put in", () => {
    expect(translations("en")("unreadTotal", { n: 1 })).toBe("1 unread message");
    expect(translations("en")("unreadTotal", { n: 3 })).toBe("3 unread messages");
    expect(translations("zh")("unreadTotal", { n: 3 })).toBe("3 条未读消息");
});

test("the language is the one chosen, or the first of the browser's that is there", () => {
    expect(languageOf("zh", ["en-GB"])).toBe("zh");
    expect(languageOf("auto", ["fr", "zh-Hans-CN", "en"])).toBe("zh");
    expect(languageOf("auto", ["fr"])).toBe("en");
});
