import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";

const NARROW = "(max-width: 479px)";

/**
 * On a phone the panel fills what is seen of the page, above the keyboard, and the focus stays in it. Whether that is so.
 */
export function useFullScreen(panel: RefObject<HTMLElement | null>, isOpen: boolean): boolean {
    const [isNarrow, setNarrow] = useState(() => matchMedia(NARROW).matches);
    useEffect(() => {
        const query = matchMedia(NARROW);
        const onChange = () => setNarrow(query.matches);
        query.addEventListener("change", onChange);
        return () => query.removeEventListener("change", onChange);
    }, []);

    const isFullScreen = isNarrow && isOpen;
    useEffect(() => (isFullScreen ? fitToViewport(panel.current) : undefined), [isFullScreen]);
    useEffect(() => (isFullScreen ? keepFocus(panel.current) : undefined), [isFullScreen]);
    return isFullScreen;
}

/** A keyboard on the screen makes the visual viewport smaller than the page's. */
function fitToViewport(panel: HTMLElement | null): (() => void) | undefined {
    const viewport = window.visualViewport;
    if (panel === null || viewport === null) {
        return undefined;
    }

    const fit = () => {
        panel.style.setProperty("--kc-top", `${viewport.offsetTop}px`);
        panel.style.setProperty("--kc-height", `${viewport.height}px`);
    };
    fit();
    viewport.addEventListener("resize", fit);
    viewport.addEventListener("scroll", fit);
    return () => {
        viewport.removeEventListener("resize", fit);
        viewport.removeEventListener("scroll", fit);
    };
}

/** Tab goes round within the panel. */
function keepFocus(panel: HTMLElement | null): (() => void) | undefined {
    const onKeyDown = (event: KeyboardEvent) => {
        if (event.key !== "Tab" || panel === null || event.defaultPrevented) {
            return;
        }

        const stops = Array.from(panel.querySelectorAll<HTMLElement>("a[href], button, textarea, input")).filter(
            element => element.tabIndex >= 0 && !element.matches(":disabled") && element.offsetParent !== null,
        );
        const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
        if (from !== undefined && event.target === from) {
            event.preventDefault();
            to?.focus();
        }
    };
    panel?.addEventListener("keydown", onKeyDown);
    return () => panel?.removeEventListener("keydown", onKeyDown);
}
