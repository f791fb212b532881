import { expect, it } from "vitest";
import * as en from "../src/i18n/en.ts";
import * as zh from "../src/i18n/zh.ts";

const valuesOf = (texts: object) =>
    Object.fromEntries(
        Object.entries(texts).map(([key, text]) => [key, [...new Set(JSON.stringify(text).match(/\{\w+\}/g))].sort()]),
    );

it.each(["launcher", "chat"] as const)("the languages have the same keys and values in %s", part => {
    expect(valuesOf(zh[part])).toEqual(valuesOf(en[part]));
});
