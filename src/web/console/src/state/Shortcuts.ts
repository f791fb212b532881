/** What a key can ask for. */
export type ShortcutAction =
    | "next"
    | "previous"
    | "compose"
    | "search"
    | "leave"
    | "mine"
    | "all"
    | "closed"
    | "order"
    | "close"
    | "transfer"
    | "quickReplies"
    | "availability"
    | "help";

/** The part of a KeyboardEvent that shortcuts look at. */
export interface Key {
    readonly key: string;
    readonly altKey: boolean;
    readonly ctrlKey: boolean;
    readonly metaKey: boolean;
    readonly shiftKey: boolean;
    readonly isComposing: boolean;
}

/** One line of the help sheet. */
export interface Shortcut {
    readonly action: ShortcutAction;
    /** The keys as they are shown, each one of several ways. */
    readonly keys: readonly string[];
}

/** All shortcuts, in the order the help sheet shows them. */
export const shortcuts: readonly Shortcut[] = [
    { action: "next", keys: ["J", "↓", "Alt ↓"] },
    { action: "previous", keys: ["K", "↑", "Alt ↑"] },
    { action: "compose", keys: ["R", "Enter"] },
    { action: "leave", keys: ["Esc"] },
    { action: "search", keys: ["F", "Ctrl K"] },
    { action: "mine", keys: ["1"] },
    { action: "all", keys: ["2"] },
    { action: "closed", keys: ["3"] },
    { action: "order", keys: ["U"] },
    { action: "close", keys: ["Shift E"] },
    { action: "transfer", keys: ["T"] },
    { action: "quickReplies", keys: ["Q"] },
    { action: "availability", keys: ["Shift A"] },
    { action: "help", keys: ["?"] },
];

const EVERYWHERE: Readonly<Record<string, ShortcutAction>> = {
    "Alt ArrowDown": "next",
    "Alt ArrowUp": "previous",
    "Ctrl k": "search",
    Escape: "leave",
};

/** What changes something takes Shift: who begins to write and is not in the composer should do no harm. */
const OUTSIDE_OF_FIELDS: Readonly<Record<string, ShortcutAction>> = {
    j: "next",
    k: "previous",
    ArrowDown: "next",
    ArrowUp: "previous",
    r: "compose",
    Enter: "compose",
    f: "search",
    1: "mine",
    2: "all",
    3: "closed",
    u: "order",
    "Shift e": "close",
    t: "transfer",
    q: "quickReplies",
    "Shift a": "availability",
    "?": "help",
};

/** Where a key was pressed. */
export interface KeyPlace {
    /** A field that takes text: letters are text there. */
    readonly isField: boolean;
    /** A button, a link, something that scrolls: Enter and the arrows are its own. */
    readonly isControl: boolean;
}

/** What a key asks for; null: nothing, it is the page's or the browser's. */
export function shortcutOf(key: Key, { isField, isControl }: KeyPlace): ShortcutAction | null {
    if (key.isComposing) {
        return null;
    }

    const isLetter = /^[a-z]$/i.test(key.key);
    const name = isLetter ? key.key.toLowerCase() : key.key;
    const modifier = (key.ctrlKey || key.metaKey ? "Ctrl " : "") + (key.altKey ? "Alt " : "");
    const everywhere = EVERYWHERE[modifier + name];
    if (everywhere !== undefined) {
        return everywhere;
    }

    const isOwnOfControl = isControl && key.key.length > 1;
    const shifted = isLetter && key.shiftKey ? `Shift ${name}` : name;
    return isField || isOwnOfControl || modifier !== "" ? null : (OUTSIDE_OF_FIELDS[shifted] ?? null);
}
