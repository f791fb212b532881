import { expect, test } from "vitest";
import { shortcutOf, shortcuts, type Key } from "../src/state/Shortcuts.ts";

const page = { isField: false, isControl: false };
const field = { isField: true, isControl: false };
const button = { isField: false, isControl: true };

function key(name: string, changes: Partial<Key> = {}): Key {
    return {
        key: name,
        altKey: false,
        ctrlKey: false,
        metaKey: false,
        shiftKey: false,
        isComposing: false,
        ...changes,
    };
}

test.each([
    ["j", "next"],
    ["J", "next"],
    ["ArrowUp", "previous"],
    ["?", "help"],
    ["2", "all"],
    ["Enter", "compose"],
    ["x", null],
])("%s asks for %s", (name, action) => {
    expect(shortcutOf(key(name), page)).toBe(action);
});

test("letters are text in a field; Esc, Ctrl K and Alt with arrows work everywhere", () => {
    expect(shortcutOf(key("j"), field)).toBeNull();
    expect(shortcutOf(key("Enter"), field)).toBeNull();
    expect(shortcutOf(key("Escape"), field)).toBe("leave");
    expect(shortcutOf(key("k", { ctrlKey: true }), field)).toBe("search");
    expect(shortcutOf(key("k", { metaKey: true }), field)).toBe("search");
    expect(shortcutOf(key("ArrowDown", { altKey: true }), field)).toBe("next");
});

test("what changes something takes Shift; Caps Lock is none", () => {
    expect(shortcutOf(key("e"), page)).toBeNull();
    expect(shortcutOf(key("E"), page)).toBeNull();
    expect(shortcutOf(key("E", { shiftKey: true }), page)).toBe("close");
    expect(shortcutOf(key("J", { shiftKey: true }), page)).toBeNull();
});

test("a button keeps Enter and the arrows", () => {
    expect(shortcutOf(key("Enter"), button)).toBeNull();
    expect(shortcutOf(key("ArrowDown"), button)).toBeNull();
    expect(shortcutOf(key("j"), button)).toBe("next");
});

test("the browser's own keys stay its own", () => {
    expect(shortcutOf(key("f", { ctrlKey: true }), page)).toBeNull();
    expect(shortcutOf(key("r", { metaKey: true }), page)).toBeNull();
});

test("nothing is asked for while an input method composes", () => {
    expect(shortcutOf(key("Escape", { isComposing: true }), field)).toBeNull();
});

test("the help sheet tells no key that does nothing", () => {
    const names: Record<string, string> = { "↓": "ArrowDown", "↑": "ArrowUp", Esc: "Escape" };
    for (const { action, keys } of shortcuts) {
        for (const shown of keys) {
            const name = shown.replace(/^(Alt|Ctrl|Shift) /, "");
            const pressed = key(names[name] ?? name, {
                altKey: shown.startsWith("Alt"),
                ctrlKey: shown.startsWith("Ctrl"),
                shiftKey: shown.startsWith("Shift"),
            });
            expect(shortcutOf(pressed, page), shown).toBe(action);
        }
    }
});
