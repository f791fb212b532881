import type { FrameSender } from "../connection/Connection.ts";
import type { Environment } from "../environment.ts";
import { Command } from "../protocol/Command.ts";
import type { IdentityStorage } from "../storage/ClientStorage.ts";

/** After live messages one every few seconds is plenty. */
const CONFIRM_AFTER = 3000;

/** Remembers on this device, and at the server, how far the queue was delivered. */
export class KeyKeeper {
    readonly #environment: Environment;
    readonly #storage: IdentityStorage;
    #connection: FrameSender | null = null;
    #key = 0;
    #confirmed = 0;
    #writing: Promise<void> | null = null;
    #stopTimer: (() => void) | null = null;

    constructor(environment: Environment, storage: IdentityStorage) {
        this.#environment = environment;
        this.#storage = storage;
    }

    begin(connection: FrameSender): void {
        this.#connection = connection;
        this.#confirmLater();
    }

    /** Resolves when what was to be kept is on this device's disk. */
    async written(): Promise<void> {
        await this.#writing;
    }

    end(): void {
        this.#connection = null;
        this.#stopTimer?.();
        this.#stopTimer = null;
    }

    /** Everything up to a key was delivered. It may be a lower one than before: the server was restored. */
    keep(key: number): void {
        this.#key = key;
        this.#confirmed = Math.min(this.#confirmed, key);
        this.#writing ??= this.#write();
        this.#confirmLater();
    }

    /** One write at a time, the last one of the newest key. */
    async #write(): Promise<void> {
        let written = -1;
        while (written !== this.#key) {
            written = this.#key;
            await this.#storage.setKey(written).catch(() => {});
        }

        this.#writing = null;
    }

    #confirmLater(): void {
        if (this.#connection === null) return;
        this.#stopTimer ??= this.#environment.after(CONFIRM_AFTER, () => {
            this.#stopTimer = null;
            if (this.#connection === null || this.#key <= this.#confirmed) return;
            this.#confirmed = this.#key;
            this.#connection.send(Command.SyncKey, 0, [this.#key]);
        });
    }
}
