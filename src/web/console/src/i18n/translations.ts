import { chooseLanguage, createTranslator, type Language, type Translate } from "@kefuchat/ui";
import type { SettingValues } from "../state/Settings.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

/** Gives the console's text of a key. */
export type T = Translate<typeof en>;

/** Makes it for a language. */
export function translations(language: Language): T {
    return createTranslator<typeof en>(language === "zh" ? zh : en, language);
}

/** The language that was chosen, or else the first of the browser's that we have. */
export function languageOf(setting: SettingValues["language"], browser: readonly string[]): Language {
    return setting === "auto" ? chooseLanguage(browser, ["en", "zh"] as const) : setting;
}
