import type { FrameSender } from "../connection/Connection.ts";
import { retryPause } from "../connection/backoff.ts";
import type { Environment } from "../environment.ts";
import type { IncomingMessage } from "../messages.ts";
import { Command } from "../protocol/Command.ts";
import type { Delivery } from "./Delivery.ts";

/** The server's default: 1000 messages a round. */
const SERVER_LIMIT = 0;

/** Who is told where the reading gets. */
export interface QueueListener {
    onDelivery(delivery: Delivery): void;
    /** Everything there was at the time has been delivered. */
    onCaughtUp(): void;
}

/**
 * Reads the queue of one identity in order and without a gap: takes what is the very next, asks for what is missing. The
 * rules are those of "A correct client" in protos/wire-protocol.md.
 */
export class QueueReader {
    readonly #environment: Environment;
    readonly #isFromNow: boolean;
    readonly #listener: QueueListener;
    #key: number | null;
    #connection: FrameSender | null = null;
    #isSyncing = false;
    #syncSeq = 0;
    #refusals = 0;
    #stopPause = () => {};
    /** The highest key heard of while an answer to SYNC was under way. */
    #ahead = 0;

    /** @param key The last key taken; null for none. */
    constructor(environment: Environment, key: number | null, isFromNow: boolean, listener: QueueListener) {
        this.#environment = environment;
        this.#key = key;
        this.#isFromNow = isFromNow;
        this.#listener = listener;
    }

    /** The last key taken; null before the first. */
    get key(): number | null {
        return this.#key;
    }

    /** Begins on a connection that is logged in. @param newest The queue's newest key, as AUTH_STATUS tells. */
    begin(connection: FrameSender, newest: number): void {
        this.#connection = connection;
        if (this.#key === null && this.#isFromNow) this.#moveTo(newest, "delivery begins here");
        if (this.#key === newest) this.#listener.onCaughtUp();
        else this.#sync();
    }

    /** The connection is gone. */
    end(): void {
        this.#connection = null;
        this.#isSyncing = false;
        this.#stopPause();
    }

    onSyncBegin(key: number): void {
        if (key === this.#key) return;
        // With no key of our own the server chooses where to begin; otherwise it was restored, or the beginning is gone.
        this.#moveTo(key, this.#key === null ? null : "the queue on the server does not go on where it was left");
    }

    onSyncEnd(key: number, hasMore: boolean): void {
        this.#isSyncing = false;
        this.#refusals = 0;
        // Beyond the last message, those that were removed.
        if (this.#key !== null && key > this.#key) this.#step(key, null);
        if (hasMore || this.#ahead > key) this.#sync();
        else this.#listener.onCaughtUp();
    }

    /** A stored message, pushed live or in the answer to a SYNC. */
    onMessage(message: IncomingMessage, prevSyncKey: number, isPush: boolean): void {
        const { syncKey } = message;
        if (!isPush ? this.#isSyncing && syncKey > (this.#key ?? 0) : this.#isNext(prevSyncKey, syncKey)) {
            this.#step(syncKey, message);
        } else {
            this.heardOf(syncKey);
        }
    }

    /** The queue reaches at least this key. 0 claims nothing. */
    heardOf(key: number): void {
        if (this.#isSyncing) this.#ahead = Math.max(this.#ahead, key);
        else if (key > (this.#key ?? 0)) this.#sync();
    }

    /** A frame was refused for now; whether it was our SYNC, which is then sent again after a pause. */
    onRefusal(seq: number): boolean {
        if (!this.#isSyncing || seq !== this.#syncSeq) return false;
        this.#stopPause = this.#environment.after(retryPause(this.#refusals++), () => this.#sync());
        return true;
    }

    #isNext(prevSyncKey: number, syncKey: number): boolean {
        return !this.#isSyncing && prevSyncKey === this.#key && syncKey > prevSyncKey;
    }

    #sync(): void {
        if (this.#connection === null) return;
        this.#isSyncing = true;
        this.#ahead = 0;
        this.#syncSeq = this.#connection.send(Command.Sync, 0, [this.#key ?? 0, SERVER_LIMIT]);
    }

    #step(key: number, message: IncomingMessage | null): void {
        const prev = this.#key;
        this.#key = key;
        this.#listener.onDelivery({ prev, key, message, reset: null });
    }

    #moveTo(key: number, reset: string | null): void {
        this.#key = key;
        this.#listener.onDelivery({ prev: null, key, message: null, reset });
    }
}
