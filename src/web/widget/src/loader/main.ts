import type { ChatModule } from "../Shell.ts";
import { start } from "./start.ts";

// Told apart while the script runs: a page may have it twice.
const script = document.currentScript ?? document.querySelector("script[data-store][src*='/widget.js']");
if (script instanceof HTMLScriptElement) {
    // A browser may remember that an address failed: the second attempt has another.
    const importChat = (attempt: number): Promise<ChatModule> =>
        import(
            new URL(attempt === 1 ? CHAT_MODULE : `${CHAT_MODULE}?${attempt}`, script.src).href
        ) as Promise<ChatModule>;
    const begin = () => start(script, window, importChat);
    if (document.body === null) {
        document.addEventListener("DOMContentLoaded", begin);
    } else {
        begin();
    }
}
