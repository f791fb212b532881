import { expect, test } from "vitest";
import { QuickReplyPicker } from "../src/state/QuickReplyPicker.ts";

const replies = [
    { id: "1", shortcut: "return", text: "Within 30 days." },
    { id: "2", shortcut: "ship", text: "It leaves today." },
    { id: "3", shortcut: "shipping abroad", text: "Two weeks." },
    { id: "4", shortcut: "稍等", text: "请稍等，我为您查询。" },
    { id: "5", shortcut: "hello", text: "How can I help with shipping?" },
];

function shown(draft: string, of = replies): string[] {
    const picker = new QuickReplyPicker(() => of);
    picker.update(draft);
    return picker.shown.map(({ id }) => id);
}

test.each([
    ["/", ["1", "2", "3", "4", "5"]],
    ["/ship", ["2", "3", "5"]],
    ["/SHIP", ["2", "3", "5"]],
    ["/30", ["1"]],
    ["/稍", ["4"]],
    ["/nothing like it", []],
    ["ship", []],
    [" /ship", []],
    ["/ship\n", []],
])("%j finds %j", (draft, expected) => {
    expect(shown(draft)).toEqual(expected);
});

test("at most eight are shown", () => {
    const many = Array.from({ length: 20 }, (_, index) => ({ id: String(index), shortcut: "a", text: "b" }));
    expect(shown("/a", many)).toHaveLength(8);
});

test("arrows go around", () => {
    const picker = new QuickReplyPicker(() => replies);
    picker.update("/ship");
    picker.move(-1);
    expect(picker.selected?.id).toBe("5");
    picker.move(1);
    expect(picker.selected?.id).toBe("2");
});

test("dismissed it stays away until something else is written", () => {
    const picker = new QuickReplyPicker(() => replies);
    picker.update("/ship");
    picker.dismiss("/ship");
    expect(picker.shown).toEqual([]);
    picker.update("/shi");
    expect(picker.shown).not.toEqual([]);
});
