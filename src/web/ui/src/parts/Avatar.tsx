/** A round picture of somebody: the first letter of the name, on a colour that is the name's own. Says nothing to a screen reader. */
export function Avatar({ name, online }: { name: string; online?: boolean }) {
    const letter = Array.from(name.trim())[0]?.toUpperCase() ?? "?";
    return (
        <span class={`kc-avatar kc-avatar-${hueOf(name)}`} aria-hidden="true">
            {letter}
            {online !== undefined && <span class={online ? "kc-presence kc-online" : "kc-presence"} />}
        </span>
    );
}

/** Which of the six colours of `avatar.css`. */
function hueOf(name: string): number {
    let sum = 0;
    for (const character of name) {
        sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
    }

    return sum % 6;
}
