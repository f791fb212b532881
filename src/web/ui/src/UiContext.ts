import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { Dates } from "./i18n/dates.ts";
import type { en } from "./i18n/en.ts";
import { regionalTag } from "./i18n/language.ts";
import { createTranslator, type Messages, type Translate } from "./i18n/translator.ts";

/** The languages the shared parts speak. */
export type Language = "en" | "zh";

/** Where a file's bytes are, for a while; what `KefuApi.file` gives. */
export interface FileSource {
    /** Absolute; signed by our server. */
    url: string;
    name: string;
    size: number;
}

/** What the shared parts need of whoever shows them. */
export interface Ui {
    language: Language;
    t: Translate<typeof en>;
    dates: Dates;
    /** Asks for a file's address. Rejects where it cannot be had. */
    file(id: string): Promise<FileSource>;
}

/** Makes it of a language's texts; `createUi` has those of all languages. */
export function uiOf(language: Language, texts: Messages<typeof en>, file: Ui["file"]): Ui {
    return {
        language,
        t: createTranslator<typeof en>(texts, language),
        dates: new Dates(regionalTag(language, navigator.languages)),
        file,
    };
}

/** Holds it; around everything that is shown. */
export const UiContext = createContext<Ui | null>(null);

/** The one this component is shown in. */
export function useUi(): Ui {
    const ui = useContext(UiContext);
    if (ui === null) {
        throw new Error("There is no UiContext around this component.");
    }

    return ui;
}
