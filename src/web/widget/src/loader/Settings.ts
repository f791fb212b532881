import type { Language } from "../Shell.ts";
import { chooseLanguage } from "../../../ui/src/i18n/language.ts";

/** What the script tag says. */
export interface Settings {
    /** The origin the script came from. */
    readonly server: string;
    /** data-store, a positive integer. */
    readonly store: number;
    /** data-language, or the browser's. */
    readonly language: Language;
    /** data-position, `right` unless `left`. */
    readonly side: "left" | "right";
    /** data-z-index, above nearly everything unless said. */
    readonly zIndex: number;
    /** data-label: words beside the launcher's icon. */
    readonly label: string | null;
}

const DEFAULT_Z_INDEX = 2_147_483_000;

/** Reads the attributes of the script tag; null where the store is missing or none. */
export function readSettings(script: HTMLScriptElement, languages: readonly string[]): Settings | null {
    const { store, language, position, zIndex, label } = script.dataset;
    if (store === undefined || !/^[1-9]\d{0,14}$/.test(store)) {
        return null;
    }

    return {
        server: new URL(script.src).origin,
        store: Number(store),
        language: chooseLanguage(language === undefined ? languages : [language], ["en", "zh"]),
        side: position === "left" ? "left" : "right",
        zIndex: /^-?\d{1,10}$/.test(zIndex ?? "") ? Number(zIndex) : DEFAULT_Z_INDEX,
        label: label?.trim() || null,
    };
}
