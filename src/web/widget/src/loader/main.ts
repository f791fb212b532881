import { start } from "./start.ts";
import type { ImportChat } from "./Widget.ts";

// Told apart while the script runs: a page may have it twice.
const script = document.currentScript ?? document.querySelector("script[data-store][src*='/widget.js']");
if (script instanceof HTMLScriptElement) {
    // A browser may remember that an address failed: the second attempt has another.
    const importChat: ImportChat = (language, attempt) =>
        import(new URL(CHAT_MODULES[language] + (attempt === 1 ? "" : `?${attempt}`), script.src).href);
    const begin = () => start(script, window, importChat);
    if (document.body === null) {
        document.addEventListener("DOMContentLoaded", begin);
    } else {
        begin();
    }
}
