import { ApiError } from "../api/ApiError.ts";
import { retryPause } from "../connection/backoff.ts";
import type { FrameSender } from "../connection/Connection.ts";
import { partyOf } from "../conversationId.ts";
import type { Environment } from "../environment.ts";
import type { IncomingMessage, OutgoingMessage } from "../messages.ts";
import type { Ack } from "../protocol/frames.ts";
import { sendMessage } from "../protocol/sendMessage.ts";
import { isRetryable, Status } from "../protocol/Status.ts";
import type { OutboxEntry } from "../storage/OutboxEntry.ts";
import type { Identity } from "../tokens/Identity.ts";
import { Lane } from "./Lane.ts";
import { queued } from "./outgoing.ts";
import type { SellerDirectory } from "./SellerDirectory.ts";

/** A message on its way. */
interface InFlight {
    readonly entry: OutboxEntry;
    readonly sellerId: number;
}

/**
 * Sends what is in the outbox until the server has it, always under the same uuid. One message of a conversation is on its
 * way at a time: so their order holds, also where one is refused for now and sent again. Other conversations go on.
 */
export class Sender {
    readonly #environment: Environment;
    readonly #identity: Identity;
    readonly #sellers: SellerDirectory;
    readonly #onChange: (message: OutgoingMessage) => void;
    readonly #lanes = new Map<string, Lane>();
    /** By the number of the frame, in the order they were sent. */
    readonly #inFlight = new Map<number, InFlight>();
    #connection: FrameSender | null = null;

    /** @param onChange Told of every change of a message's state. */
    constructor(
        environment: Environment,
        identity: Identity,
        sellers: SellerDirectory,
        onChange: (message: OutgoingMessage) => void,
    ) {
        this.#environment = environment;
        this.#identity = identity;
        this.#sellers = sellers;
        this.#onChange = onChange;
    }

    /** Takes an entry; one it has already is left as it is. */
    add(entry: OutboxEntry): void {
        const lane = this.#lanes.get(entry.conversation) ?? new Lane();
        this.#lanes.set(entry.conversation, lane);
        if (lane.entries.some(({ uuid }) => uuid === entry.uuid)) return;
        lane.entries.push(entry);
        this.#onChange(queued(entry));
        void this.#flush(entry.conversation);
    }

    /** Whether something of a conversation is on its way, or waits to be. */
    isSending(conversation: string): boolean {
        return (this.#lanes.get(conversation)?.entries.length ?? 0) > 0;
    }

    /** Begins to send on a connection that has caught up. */
    begin(connection: FrameSender): void {
        if (this.#connection === connection) return;
        this.#connection = connection;
        for (const conversation of this.#lanes.keys()) void this.#flush(conversation);
    }

    /** The connection is gone: what was on its way waits for the next. */
    end(): void {
        this.#connection = null;
        for (const { entry } of this.#inFlight.values()) this.#onChange(queued(entry));
        this.#inFlight.clear();
        for (const lane of this.#lanes.values()) {
            lane.stopPause();
            lane.isBusy = false;
        }
    }

    /** Refuses the first message that has no answer: the connection was closed for it. */
    refuseFirst(status: number, reason: string): void {
        const [first] = this.#inFlight.values();
        if (first !== undefined) this.#refuse(first.entry, status, reason);
    }

    /**
     * Takes the answer to a message.
     * @returns The message, where it is stored; null where it is not, or the answer is to something else.
     */
    onAck(ack: Ack): IncomingMessage | null {
        const inFlight = this.#inFlight.get(ack.acked);
        if (inFlight === undefined) return null;
        const { entry, sellerId } = inFlight;
        const { conversation, content, uuid } = entry;
        if (ack.status === Status.Ok) {
            const { syncKey, timestamp } = ack;
            this.onStored(conversation, uuid, syncKey, timestamp);
            const from = partyOf(this.#identity, conversation);
            return { conversation, from, sellerId, timestamp, content, uuid, syncKey, isSelf: true };
        }

        if (isRetryable(ack.status)) {
            this.#inFlight.delete(ack.acked);
            this.#onChange(queued(entry));
            this.#pause(conversation);
        } else {
            this.#refuse(entry, ack.status, ack.reason);
        }

        return null;
    }

    /** A message of this identity is stored, as its ACK or the queue says. Others than those in the outbox are ignored. */
    onStored(conversation: string, uuid: string, syncKey: number, timestamp: number): void {
        const entry = this.#lanes.get(conversation)?.entries.find(entry => entry.uuid === uuid);
        if (entry === undefined) return;
        this.#remove(entry);
        this.#onChange({ ...queued(entry), state: "stored", syncKey, timestamp });
        void this.#flush(conversation);
    }

    #refuse(entry: OutboxEntry, status: number, reason: string): void {
        this.#remove(entry);
        this.#onChange({ ...queued(entry), state: "refused", status, reason });
        void this.#flush(entry.conversation);
    }

    #remove(entry: OutboxEntry): void {
        const lane = this.#lanes.get(entry.conversation);
        if (lane === undefined) return;
        const index = lane.entries.indexOf(entry);
        lane.entries.splice(index, 1);
        for (const [seq, inFlight] of this.#inFlight) {
            if (inFlight.entry === entry) this.#inFlight.delete(seq);
        }

        if (index > 0) return;
        lane.stopPause();
        lane.isBusy = false;
        lane.refusals = 0;
    }

    /** Sends the first of a conversation, if nothing of it is on its way. */
    async #flush(conversation: string): Promise<void> {
        const connection = this.#connection;
        const lane = this.#lanes.get(conversation);
        const entry = lane?.entries[0];
        if (connection === null || lane === undefined || lane.isBusy) return;
        if (entry === undefined) return void this.#lanes.delete(conversation);
        lane.isBusy = true;
        try {
            const sellerId = await this.#sellers.find(conversation);
            if (this.#connection !== connection || lane.entries[0] !== entry) return;
            const { content, uuid } = entry;
            const seq = sendMessage(connection, this.#identity, { conversation, sellerId, content, uuid });
            this.#inFlight.set(seq, { entry, sellerId });
            this.#onChange({ ...queued(entry), state: "sent" });
        } catch (e) {
            if (this.#connection !== connection || lane.entries[0] !== entry) return;
            if (e instanceof ApiError && !e.isTemporary) this.#refuse(entry, e.status, e.title);
            else this.#pause(conversation);
        }
    }

    #pause(conversation: string): void {
        const lane = this.#lanes.get(conversation);
        if (lane === undefined) return;
        lane.isBusy = true;
        lane.stopPause = this.#environment.after(retryPause(lane.refusals++), () => {
            lane.isBusy = false;
            void this.#flush(conversation);
        });
    }
}
