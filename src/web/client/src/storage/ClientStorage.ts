import type { OutboxEntry } from "./OutboxEntry.ts";

/** Where a client keeps what outlives a reload. */
export interface ClientStorage {
    /**
     * Opens what belongs to one identity of one server.
     * @param name The identity's name, the same in all tabs.
     */
    open(name: string): Promise<IdentityStorage>;
}

/** What a client keeps for one identity. The tabs of a browser share it. */
export interface IdentityStorage {
    /** This device's id, made at the first call. */
    deviceId(): Promise<string>;
    /** The last key this device has taken; null for a new device. */
    key(): Promise<number | null>;
    setKey(key: number): Promise<void>;
    /** What was written and has no answer, oldest first. */
    outbox(): Promise<OutboxEntry[]>;
    /** Keeps an entry; one of the same uuid is replaced. */
    put(entry: OutboxEntry): Promise<void>;
    /** Removes the entry of a uuid, if it is there. */
    remove(uuid: string): Promise<void>;
    /** Removes everything: the next device id is another. */
    clear(): Promise<void>;
    close(): void;
}
