import type { Command, KefuChatApi } from "../KefuChatApi.ts";
import { readSettings } from "./Settings.ts";
import { type ImportChat, Widget } from "./Widget.ts";

declare global {
    interface Window {
        /** The widget, or the commands that wait for it. */
        KefuChat?: KefuChatApi | Command[];
    }
}

/** Starts the widget that a script tag asks for, once for a page. */
export function start(script: HTMLScriptElement, window: Window, importChat: ImportChat): Widget | null {
    const { document, navigator, KefuChat: waiting } = window;
    if (waiting !== undefined && !Array.isArray(waiting)) {
        return null;
    }

    const settings = readSettings(script, navigator.languages ?? [navigator.language]);
    if (settings === null) {
        console.error(
            `KefuChat: data-store must be the number of your store, and is ${JSON.stringify(script.dataset.store)}.`,
        );
        return null;
    }

    const widget = new Widget(document, settings, importChat);
    window.KefuChat = widget;
    widget.push(...(waiting ?? []));
    widget.ready();
    if (widget.hasChatted) {
        whenIdle(window, () => void widget.load());
    }

    return widget;
}

/** Lets the page come first. */
function whenIdle(window: Window, action: () => void): void {
    if ("requestIdleCallback" in window) {
        window.requestIdleCallback(action, { timeout: 3000 });
    } else {
        setTimeout(action, 1000);
    }
}
