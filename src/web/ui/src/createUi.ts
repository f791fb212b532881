import { en } from "./i18n/en.ts";
import { zh } from "./i18n/zh.ts";
import { uiOf, type Language, type Ui } from "./UiContext.ts";

/** Makes it for a language that is known only when the page runs. */
export function createUi(language: Language, file: Ui["file"]): Ui {
    return uiOf(language, language === "zh" ? zh : en, file);
}
