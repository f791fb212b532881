import { parseContent } from "../content/parseContent.ts";
import type { OutgoingMessage, Party } from "../messages.ts";
import { isNote } from "../session/isNote.ts";
import type { Identity } from "../tokens/Identity.ts";
import { idOf, type StoredMessage } from "./StoredMessage.ts";
import type { ThreadMessage } from "./ThreadMessage.ts";

/** Makes messages to show. One that has not changed since the last time is the same object again. */
export class ThreadView {
    #shown = new Map<string, { readonly raw: string; readonly message: ThreadMessage }>();

    /**
     * @param party The side that the identity is.
     * @param waiting What is not stored; what is among the stored as well is shown as stored.
     * @param readKey How far the other side has read.
     */
    show(
        identity: Identity | null,
        party: Party,
        stored: readonly StoredMessage[],
        waiting: readonly OutgoingMessage[],
        readKey: number,
    ): ThreadMessage[] {
        const before = this.#shown;
        this.#shown = new Map();
        for (const message of stored) this.#add(before, message, stateOf(message, identity, party, readKey));
        for (const { uuid, content, createdAt, state, status, reason } of waiting) {
            const sellerId = party === "seller" ? (identity?.uid ?? 0) : 0;
            const message = {
                from: party,
                sellerId,
                timestamp: createdAt,
                content,
                uuid,
                syncKey: null,
                position: null,
            };
            this.#add(before, message, { isMine: true, state, status, reason });
        }

        return [...this.#shown.values()].map(({ message }) => message);
    }

    #add(
        before: ReadonlyMap<string, { readonly raw: string; readonly message: ThreadMessage }>,
        { content: raw, ...stored }: StoredMessage,
        state: Pick<ThreadMessage, "isMine" | "state" | "status" | "reason">,
    ): void {
        const id = idOf(stored);
        if (this.#shown.has(id)) return;
        const known = before.get(id);
        const content = known?.raw === raw ? known.message.content : parseContent(raw, stored.uuid);
        const message: ThreadMessage = { id, ...stored, ...state, content };
        this.#shown.set(id, known !== undefined && isSame(known.message, message) ? known : { raw, message });
    }
}

function stateOf(
    { from, sellerId, syncKey, uuid }: StoredMessage,
    identity: Identity | null,
    party: Party,
    readKey: number,
): Pick<ThreadMessage, "isMine" | "state" | "status" | "reason"> {
    const isMine = from === party && !isNote(uuid) && (party === "customer" || sellerId === identity?.uid);
    const state = !isMine ? null : syncKey !== null && syncKey <= readKey ? "read" : "stored";
    return { isMine, state, status: null, reason: null };
}

function isSame(one: ThreadMessage, other: ThreadMessage): boolean {
    return (Object.keys(other) as (keyof ThreadMessage)[]).every(name => one[name] === other[name]);
}
