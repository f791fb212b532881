import { createTranslator, type Translate } from "@kefuchat/ui";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import * as en from "../i18n/en.ts";
import * as zh from "../i18n/zh.ts";
import type { Language } from "../Shell.ts";

/** Gives the chat's own texts. */
export type Texts = Translate<typeof en.chat>;

/** The texts in a language. */
export function createTexts(language: Language): Texts {
    return createTranslator<typeof en.chat>(language === "zh" ? zh.chat : en.chat, language);
}

/** Holds them; English where nothing else was said. */
export const TextsContext = createContext<Texts>(createTexts("en"));

/** Those of the language this is shown in. */
export function useTexts(): Texts {
    return useContext(TextsContext);
}
