import theme from "../../../ui/src/theme.css?text";
import host from "./host.css?text";
import launcher from "./launcher.css?text";
import type { Settings } from "./Settings.ts";

/** Puts the one element into the page that all of the widget is in, out of reach of the page's CSS; gives the frame within. */
export function createHost(
    document: Document,
    { zIndex, side, language }: Settings,
): { root: ShadowRoot; frame: HTMLElement } {
    const element = document.createElement("kefu-chat");
    const root = element.attachShadow({ mode: "open" });

    // Sheets made by script are not what a page's style-src forbids.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`${theme}${host}:host{z-index:${zIndex}!important}${launcher}`);
    root.adoptedStyleSheets = [sheet];

    const frame = document.createElement("div");
    frame.className = `kc-${side}`;
    frame.lang = language;
    frame.dir = "ltr";
    root.append(frame);
    document.body.append(element);
    return { root, frame };
}
