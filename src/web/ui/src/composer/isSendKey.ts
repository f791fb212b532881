/**
 * Whether a key pressed in the composer sends: Enter alone. Not while an input method composes, where Enter takes the
 * candidate; Safari says so by the key code 229 only, as it ends the composition before the key is told.
 */
export function isSendKey(event: KeyboardEvent): boolean {
    const isModified = event.shiftKey || event.altKey || event.ctrlKey || event.metaKey;
    return event.key === "Enter" && !isModified && !event.isComposing && event.keyCode !== 229;
}
