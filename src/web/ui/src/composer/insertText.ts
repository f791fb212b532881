/** Puts text where the cursor is, in place of what is selected, and has listeners of `input` know. */
export function insertText(field: HTMLTextAreaElement, text: string): void {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
}
