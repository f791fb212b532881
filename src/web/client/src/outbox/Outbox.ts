import type { Environment } from "../environment.ts";
import type { OutgoingMessage } from "../messages.ts";
import type { OutboxEntry } from "../storage/OutboxEntry.ts";
import { patiently } from "../storage/patiently.ts";
import type { Member } from "../tabs/Member.ts";
import { queued } from "./outgoing.ts";

/** A message written in this tab that has no answer. */
interface Written {
    readonly entry: OutboxEntry;
    /** Settled when it is on disk; null before the storage is there. */
    kept: Promise<void> | null;
}

/**
 * What this tab knows of messages that are not stored: its own, and those of other tabs. Its own are on this device's disk
 * before the leader hears of them.
 */
export class Outbox {
    readonly #environment: Environment;
    readonly #onChange: (message: OutgoingMessage) => void;
    readonly #messages = new Map<string, OutgoingMessage>();
    readonly #written = new Map<string, Written>();
    #member: Member | null = null;
    #lastTime = 0;

    constructor(environment: Environment, onChange: (message: OutgoingMessage) => void) {
        this.#environment = environment;
        this.#onChange = onChange;
    }

    /** In the order they were written. */
    all(): OutgoingMessage[] {
        return [...this.#messages.values()].sort((a, b) => a.createdAt - b.createdAt);
    }

    add(conversation: string, content: string): OutgoingMessage {
        const entry = {
            uuid: this.#environment.randomUuid(),
            conversation,
            content,
            createdAt: this.#uniqueTime(),
        };
        const message = queued(entry);
        this.#written.set(entry.uuid, { entry, kept: null });
        this.update(message);
        this.#handIn(entry.uuid);
        return message;
    }

    /** Writes a refused message anew; null where there is none of this uuid. */
    resend(uuid: string): OutgoingMessage | null {
        const refused = this.#messages.get(uuid);
        if (refused?.state !== "refused") return null;
        this.drop(uuid);
        this.#member?.drop(uuid);
        return this.add(refused.conversation, refused.content);
    }

    /** A refused message is gone: it was written anew. */
    drop(uuid: string): void {
        this.#messages.delete(uuid);
    }

    /** From now on messages are kept and handed in; for those written before, `handInAll` is to be called. */
    join(member: Member): void {
        this.#member = member;
    }

    leave(): void {
        this.#member = null;
        for (const written of this.#written.values()) written.kept = null;
    }

    /** Tells the leader of everything that has no answer. */
    handInAll(): void {
        for (const uuid of this.#written.keys()) this.#handIn(uuid);
    }

    /** Takes a message's new state. */
    update(message: OutgoingMessage): void {
        const { uuid, state } = message;
        const known = this.#messages.get(uuid);
        if (state === "stored") this.#messages.delete(uuid);
        else this.#messages.set(uuid, message);
        if (state === "stored" || state === "refused") this.#written.delete(uuid);
        if (known?.state !== state) this.#onChange(message);
    }

    /** The leader's list takes the place of what is known here of others' messages. */
    replace(messages: readonly OutgoingMessage[]): void {
        const known = new Set(messages.map(({ uuid }) => uuid));
        for (const uuid of this.#messages.keys()) {
            if (!known.has(uuid) && !this.#written.has(uuid)) this.#messages.delete(uuid);
        }

        for (const message of messages) this.update(message);
    }

    clear(): void {
        this.#messages.clear();
        this.#written.clear();
    }

    #handIn(uuid: string): void {
        const written = this.#written.get(uuid);
        if (written === undefined || this.#member === null) return;
        const { entry } = written;
        // What cannot be kept is sent all the same.
        written.kept ??= patiently(this.#environment, this.#member.storage.put(entry), undefined);
        void written.kept.then(() => {
            if (this.#written.has(uuid)) this.#member?.ask({ kind: "write", entry });
        });
    }

    /** Times are the order of the entries: no two of this tab's are the same. */
    #uniqueTime(): number {
        this.#lastTime = Math.max(this.#environment.now(), this.#lastTime + 1);
        return this.#lastTime;
    }
}
