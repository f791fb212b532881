import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { T } from "../i18n/translations.ts";
import type { Names } from "../session/Names.ts";
import type { Session } from "../session/Session.ts";
import type { Settings } from "../state/Settings.ts";

/** What the components of the desk share. */
export interface Console {
    readonly session: Session;
    readonly settings: Settings;
    readonly t: T;
    readonly names: Names;
}

/** Holds it; around the desk. */
export const ConsoleContext = createContext<Console | null>(null);

/** The one this component is part of. */
export function useConsole(): Console {
    const console = useContext(ConsoleContext);
    if (console === null) {
        throw new Error("There is no ConsoleContext around this component.");
    }

    return console;
}
