import { createTranslator, type Translate } from "../../../ui/src/i18n/translator.ts";
import * as en from "../i18n/en.ts";
import * as zh from "../i18n/zh.ts";
import type { Settings } from "./Settings.ts";

const SVG = "http://www.w3.org/2000/svg";
const CHAT = "M20 11.5a7.5 7.5 0 0 1-11 6.6L4 20l1.6-4.4A7.5 7.5 0 1 1 20 11.5Z";
const CLOSE = "M6 6l12 12M18 6 6 18";

/** What the launcher shows. */
export interface LauncherState {
    isOpen: boolean;
    isLoading: boolean;
    hasFailed: boolean;
    unread: number;
}

/** The round button that opens the chat, with the number of unread messages. */
export class Launcher {
    readonly button: HTMLButtonElement;
    readonly #badge: HTMLElement;
    readonly #icon: SVGPathElement;
    readonly #failure: HTMLElement;
    readonly #label: string;
    readonly #t: Translate<typeof en.launcher>;
    #state: LauncherState = { isOpen: false, isLoading: false, hasFailed: false, unread: 0 };

    constructor(parent: HTMLElement, settings: Settings, onClick: () => void) {
        const { language, label } = settings;
        this.#t = createTranslator<typeof en.launcher>(language === "zh" ? zh.launcher : en.launcher, language);
        this.#label = label ?? this.#t("open");
        const document = parent.ownerDocument;
        this.button = document.createElement("button");
        this.button.type = "button";
        this.button.className = "kc-launcher";
        this.button.addEventListener("click", onClick);

        const svg = document.createElementNS(SVG, "svg");
        this.#icon = document.createElementNS(SVG, "path");
        const attributes = { viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", "stroke-width": "2" };
        for (const [name, value] of Object.entries({
            ...attributes,
            "stroke-linecap": "round",
            "aria-hidden": "true",
        })) {
            svg.setAttribute(name, value);
        }

        svg.append(this.#icon);
        this.#badge = document.createElement("span");
        this.#badge.className = "kc-badge";
        this.button.append(svg, label ?? "", this.#badge);
        this.#failure = document.createElement("p");
        this.#failure.className = "kc-launch-failure";
        this.#failure.setAttribute("role", "status");
        parent.append(this.button, this.#failure);
        this.set({});
    }

    /** Shows what has changed. */
    set(changes: Partial<LauncherState>): void {
        this.#state = { ...this.#state, ...changes };
        const { isOpen, isLoading, hasFailed, unread } = this.#state;
        const shown = isOpen ? 0 : unread;
        const words = shown > 0 ? this.#t("unread", { n: shown, label: this.#label }) : this.#label;
        this.button.setAttribute("aria-label", isOpen ? this.#t("close") : words);
        this.button.setAttribute("aria-expanded", String(isOpen));
        this.button.setAttribute("aria-busy", String(isLoading));
        this.#icon.setAttribute("d", isOpen ? CLOSE : CHAT);
        this.#badge.hidden = shown === 0;
        this.#badge.textContent = shown > 99 ? "99+" : String(shown);
        this.#failure.textContent = hasFailed ? this.#t("failed") : "";
    }
}
