import { ApiError } from "../api/ApiError.ts";
import { retryPause } from "../connection/backoff.ts";
import type { FrameSender } from "../connection/Connection.ts";
import type { Environment } from "../environment.ts";
import type { SellerDirectory } from "../outbox/SellerDirectory.ts";
import type { Ack } from "../protocol/frames.ts";
import { sendLive } from "../protocol/sendMessage.ts";
import { isRetryable, Status } from "../protocol/Status.ts";
import type { Identity } from "../tokens/Identity.ts";

/** Reading many messages one after the other is one thing to tell. */
const COALESCE = 300;

/** How far was read in a conversation. */
interface Mark {
    /** The key to tell; what is confirmed is no higher. */
    key: number;
    confirmed: number;
    /** The frame that is on its way, and the key in it. */
    sent: { seq: number; key: number } | null;
}

/** Tells the server how far was read, until it has it. Positions never go back. */
export class ReadSender {
    readonly #environment: Environment;
    readonly #identity: Identity;
    readonly #sellers: SellerDirectory;
    readonly #onStored: (conversation: string, syncKey: number) => void;
    readonly #marks = new Map<string, Mark>();
    #connection: FrameSender | null = null;
    #refusals = 0;
    #stopTimer: (() => void) | null = null;

    /** @param onStored Told when the server has a position. */
    constructor(
        environment: Environment,
        identity: Identity,
        sellers: SellerDirectory,
        onStored: (conversation: string, syncKey: number) => void,
    ) {
        this.#environment = environment;
        this.#identity = identity;
        this.#sellers = sellers;
        this.#onStored = onStored;
    }

    add(conversation: string, syncKey: number): void {
        const mark = this.#marks.get(conversation) ?? { key: 0, confirmed: 0, sent: null };
        this.#marks.set(conversation, mark);
        if (syncKey <= mark.key) return;
        mark.key = syncKey;
        this.#flushAfter(COALESCE);
    }

    begin(connection: FrameSender): void {
        if (this.#connection === connection) return;
        this.#connection = connection;
        this.#flush();
    }

    end(): void {
        this.#connection = null;
        this.#stopTimer?.();
        this.#stopTimer = null;
        for (const mark of this.#marks.values()) mark.sent = null;
    }

    /** Takes an answer, if it is to a position. */
    onAck({ acked, status }: Ack): void {
        for (const [conversation, mark] of this.#marks) {
            if (mark.sent?.seq !== acked) continue;
            const { key } = mark.sent;
            mark.sent = null;
            if (isRetryable(status)) {
                this.#flushAfter(retryPause(this.#refusals++));
            } else {
                this.#refusals = 0;
                mark.confirmed = key;
                if (status === Status.Ok) this.#onStored(conversation, key);
                this.#flush();
            }
        }
    }

    #flushAfter(milliseconds: number): void {
        this.#stopTimer ??= this.#environment.after(milliseconds, () => {
            this.#stopTimer = null;
            this.#flush();
        });
    }

    #flush(): void {
        for (const [conversation, mark] of this.#marks) {
            if (mark.key > mark.confirmed && mark.sent === null) void this.#send(conversation, mark);
        }
    }

    async #send(conversation: string, mark: Mark): Promise<void> {
        const connection = this.#connection;
        if (connection === null) return;
        try {
            const sellerId = await this.#sellers.find(conversation);
            if (this.#connection !== connection || mark.sent !== null) return;
            const { key } = mark;
            const content = { type: "read", sync_key: key };
            mark.sent = { seq: sendLive(connection, this.#identity, conversation, sellerId, content), key };
        } catch (e) {
            if (e instanceof ApiError && !e.isTemporary) mark.confirmed = mark.key;
            else if (this.#connection === connection) this.#flushAfter(retryPause(this.#refusals++));
        }
    }
}
