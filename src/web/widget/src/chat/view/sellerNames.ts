import type { Person, ThreadMessage } from "@kefuchat/client";

/** The names of the sellers of a conversation by uid, as far as it tells them: of who answers now, and in the server's notes. */
export function sellerNames(messages: readonly ThreadMessage[], current: Person | null): ReadonlyMap<number, string> {
    const names = new Map<number, string>();
    for (const { content } of messages) {
        for (const person of content.type === "system" ? [content.from, content.seller] : []) {
            if (person?.name) {
                names.set(person.uid, person.name);
            }
        }
    }

    if (current?.name) {
        names.set(current.uid, current.name);
    }

    return names;
}
