import { createTranslator, type Messages, type Translate } from "@kefuchat/ui";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type * as en from "../i18n/en.ts";
import type { Language } from "../Shell.ts";

/** Gives the chat's own texts. */
export type Texts = Translate<typeof en.chat>;

/** The texts in a language. */
export function createTexts(texts: Messages<typeof en.chat>, language: Language): Texts {
    return createTranslator<typeof en.chat>(texts, language);
}

/** Holds them; around everything that is shown. */
export const TextsContext = createContext<Texts | null>(null);

/** Those of the language this is shown in. */
export function useTexts(): Texts {
    const texts = useContext(TextsContext);
    if (texts === null) {
        throw new Error("There is no TextsContext around this component.");
    }

    return texts;
}
