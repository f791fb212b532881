import type { ReadNotice } from "../ClientEvents.ts";

/** How far was read in this tab, by conversation, and whether the server has it. */
export class ReadPositions {
    readonly #keys = new Map<string, number>();
    readonly #unconfirmed = new Map<string, number>();

    /** @returns Whether it is further than before. */
    raise(conversation: string, syncKey: number): boolean {
        if (syncKey <= (this.#keys.get(conversation) ?? 0)) return false;
        this.#keys.set(conversation, syncKey);
        this.#unconfirmed.set(conversation, syncKey);
        return true;
    }

    /** The server has a position, if it is one of this identity's. */
    onNotice({ conversation, by, syncKey }: ReadNotice): void {
        if (by === "other") return;
        if ((this.#unconfirmed.get(conversation) ?? 0) <= syncKey) this.#unconfirmed.delete(conversation);
        this.#keys.set(conversation, Math.max(syncKey, this.#keys.get(conversation) ?? 0));
    }

    /** What a new leader is to be told. */
    get unconfirmed(): ReadonlyMap<string, number> {
        return this.#unconfirmed;
    }
}
