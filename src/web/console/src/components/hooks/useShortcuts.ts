import { useEffect, useRef } from "preact/hooks";
import { shortcutOf, type ShortcutAction } from "../../state/Shortcuts.ts";

/** Has the handler called with what a key asks for; it says whether it did something, else the key is the browser's. */
export function useShortcuts(handle: (action: ShortcutAction) => boolean): void {
    const latest = useRef(handle);
    latest.current = handle;
    useEffect(() => {
        const onKeyDown = (event: KeyboardEvent) => {
            const target = event.target instanceof Element ? event.target : document.body;
            const action = event.defaultPrevented
                ? null
                : shortcutOf(event, {
                      isField: target.closest("input:not([type=checkbox],[type=radio]), textarea, select") !== null,
                      isControl: target.closest("button, a, select, [role=log]") !== null,
                  });
            // In a dialog the keys are its own: Esc closes it, as the browser does.
            if (action !== null && target.closest("dialog") === null && latest.current(action)) {
                event.preventDefault();
            }
        };
        document.addEventListener("keydown", onKeyDown);
        return () => document.removeEventListener("keydown", onKeyDown);
    }, []);
}
