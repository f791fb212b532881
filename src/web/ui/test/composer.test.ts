// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { filesOf } from "../src/composer/filesOf.ts";
import { insertText } from "../src/composer/insertText.ts";
import { isSendKey } from "../src/composer/isSendKey.ts";

describe("isSendKey", () => {
    it.each([
        [{ key: "Enter" }, true],
        [{ key: "Enter", shiftKey: true }, false],
        [{ key: "Enter", ctrlKey: true }, false],
        [{ key: "Enter", isComposing: true }, false],
        [{ key: "Enter", keyCode: 229 }, false],
        [{ key: "a" }, false],
    ])("of %j is %s", (init, sends) => {
        const event = new KeyboardEvent("keydown", init);
        // happy-dom leaves the old field out.
        Object.defineProperty(event, "keyCode", { value: "keyCode" in init ? init.keyCode : 13 });
        expect(isSendKey(event)).toBe(sends);
    });
});

describe("insertText", () => {
    it("replaces what is selected, puts the cursor behind, and tells", () => {
        const field = document.createElement("textarea");
        const onInput = vi.fn();
        field.addEventListener("input", onInput);
        field.value = "Hello world";
        field.setSelectionRange(6, 11);
        insertText(field, "😀");
        expect([field.value, field.selectionStart, onInput.mock.calls.length]).toEqual(["Hello 😀", 8, 1]);
    });
});

describe("filesOf", () => {
    const file = new File(["x"], "a.png");
    const data = (types: string[], files: File[]) => ({ types, files }) as unknown as DataTransfer;

    it("takes files, but not the picture that comes with a text", () => {
        expect(filesOf(data(["Files"], [file]))).toEqual([file]);
        expect(filesOf(data(["text/plain", "Files"], [file]))).toEqual([]);
        expect(filesOf(null)).toEqual([]);
    });
});
