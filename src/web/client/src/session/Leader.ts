import type { KefuApi } from "../api/KefuApi.ts";
import type { FrameSender } from "../connection/Connection.ts";
import type { ConnectionState } from "../ConnectionState.ts";
import type { Environment } from "../environment.ts";
import type { OutgoingMessage } from "../messages.ts";
import { SellerDirectory } from "../outbox/SellerDirectory.ts";
import { Sender } from "../outbox/Sender.ts";
import { CloseCode } from "../protocol/CloseCode.ts";
import { Command, Flag } from "../protocol/Command.ts";
import type { Ack, MessageFrame, ServerFrame } from "../protocol/frames.ts";
import { sendLive } from "../protocol/sendMessage.ts";
import { isRetryable, Status } from "../protocol/Status.ts";
import { ReadSender } from "../reading/ReadSender.ts";
import type { IdentityStorage } from "../storage/ClientStorage.ts";
import type { OutboxEntry } from "../storage/OutboxEntry.ts";
import type { ToLeader, ToTabs } from "../tabs/TabMessage.ts";
import type { Identity } from "../tokens/Identity.ts";
import type { Tokens } from "../tokens/Tokens.ts";
import type { Delivery } from "./Delivery.ts";
import { DeliveryRing } from "./DeliveryRing.ts";
import { KeyKeeper } from "./KeyKeeper.ts";
import { QueueReader } from "./QueueReader.ts";
import { readLive } from "./readLive.ts";
import { readMessage } from "./readMessage.ts";
import { Session } from "./Session.ts";

/** What a leader works with. */
export interface LeaderParts {
    readonly environment: Environment;
    readonly tokens: Tokens;
    readonly api: KefuApi;
    readonly storage: IdentityStorage;
    readonly identity: Identity;
    /** Address of the WebSocket. */
    readonly socketUrl: string;
    readonly isFromNow: boolean;
    /** How far this tab was delivered before it led; null for a new one. */
    readonly key: number | null;
    /** What is known of messages that are not stored. */
    readonly outgoing: () => readonly OutgoingMessage[];
    /** Tells all tabs. */
    readonly publish: (message: ToTabs) => void;
}

/** The one tab that has the socket: it reads the queue and sends for all tabs of the identity. */
export class Leader {
    readonly #parts: LeaderParts;
    readonly #session: Session;
    readonly #queue: QueueReader;
    readonly #sender: Sender;
    readonly #reads: ReadSender;
    readonly #sellers: SellerDirectory;
    readonly #keeper: KeyKeeper | null;
    readonly #ring = new DeliveryRing();
    #state: ConnectionState = { kind: "connecting" };
    /** The connection from login on. */
    #connection: FrameSender | null = null;
    /** The connection once everything was caught up with. */
    #ready: FrameSender | null = null;

    private constructor(parts: LeaderParts, deviceId: string, key: number | null) {
        const { environment, identity, api, publish } = parts;
        this.#parts = parts;
        this.#sellers = new SellerDirectory(api, identity);
        this.#sender = new Sender(environment, identity, this.#sellers, message => this.#onOutgoing(message));
        this.#reads = new ReadSender(environment, identity, this.#sellers, (conversation, syncKey) =>
            publish({ kind: "read", notice: { conversation, by: "me", syncKey } }),
        );
        this.#queue = new QueueReader(environment, key, parts.isFromNow, {
            onDelivery: delivery => this.#onDelivery(delivery),
            onCaughtUp: () => this.#onCaughtUp(),
        });
        // Who loads history by HTTP has stored nothing on this device.
        this.#keeper = parts.isFromNow ? null : new KeyKeeper(environment, parts.storage);
        this.#session = new Session(environment, parts.tokens, parts.socketUrl, deviceId, {
            onState: state => publish({ kind: "state", state: (this.#state = state) }),
            onLogin: (connection, newest) => this.#onLogin(connection, newest),
            onFrame: frame => this.#onFrame(frame),
            onEnd: (code, reason) => this.#onEnd(code, reason),
            onRefusedToken: reason => publish({ kind: "refusedToken", reason }),
        });
    }

    /** Begins to lead: with what the identity's storage holds. */
    static async create(parts: LeaderParts): Promise<Leader> {
        const { storage, environment, isFromNow } = parts;
        const deviceId = await storage.deviceId().catch(() => environment.randomUuid());
        const key = parts.key ?? (isFromNow ? null : await storage.key().catch(() => null));
        const leader = new Leader(parts, deviceId, key);
        // Where nothing can be kept, what the last leader told of others' messages is all there is.
        const told = parts.outgoing().filter(({ state }) => state !== "refused");
        await leader.#loadOutbox(told);
        return leader;
    }

    start(): void {
        this.#parts.publish({ kind: "leading" });
        this.#session.connect();
    }

    /** Resolves when what was delivered is remembered. */
    async stop(): Promise<void> {
        this.#session.stop();
        this.#stopUsing();
        await this.#keeper?.written();
    }

    /** The browser says that the network is gone. */
    dropConnection(reason: string): void {
        this.#session.drop(reason);
    }

    /** A tab asks for something. */
    receive(message: ToLeader): void {
        switch (message.kind) {
            case "join":
                return void this.#welcome(message.tab, message.key);
            case "write":
                return this.#sender.add(message.entry);
            case "typing":
                return void this.#sendTyping(message.conversation, message.isTyping);
            case "read":
                return this.#reads.add(message.conversation, message.syncKey);
            case "retry":
                return this.#session.retryNow();
        }
    }

    async #loadOutbox(others: readonly OutboxEntry[] = []): Promise<void> {
        const kept = await this.#parts.storage.outbox().catch(() => []);
        const entries = [...kept, ...others].sort((a, b) => a.createdAt - b.createdAt);
        for (const { uuid, conversation, content, createdAt } of entries) {
            this.#sender.add({ uuid, conversation, content, createdAt });
        }
    }

    async #welcome(tab: string, key: number | null): Promise<void> {
        // A new tab may have been closed, in an earlier life, before it could hand in what it had kept.
        if (key === null) await this.#loadOutbox();
        const { publish, outgoing, isFromNow } = this.#parts;
        const deliveries = this.#ring.since(key, this.#queue.key, isFromNow);
        publish({ kind: "welcome", tab, state: this.#state, outgoing: outgoing(), deliveries });
    }

    #onLogin(connection: FrameSender, newest: number): void {
        this.#connection = connection;
        this.#queue.begin(connection, newest);
    }

    #onCaughtUp(): void {
        const connection = this.#connection;
        if (connection === null || this.#ready === connection) return;
        this.#ready = connection;
        this.#session.succeed();
        this.#keeper?.begin(connection);
        this.#sender.begin(connection);
        this.#reads.begin(connection);
    }

    #onFrame(frame: ServerFrame): void {
        switch (frame.command) {
            case Command.Customer:
            case Command.CustomerSupport:
                return this.#onMessage(frame);
            case Command.Ack:
                return this.#onAck(frame);
            case Command.SyncBegin:
                return this.#queue.onSyncBegin(frame.syncKey);
            case Command.SyncEnd:
                return this.#queue.onSyncEnd(frame.syncKey, frame.hasMore);
            case Command.SyncNotify:
            case Command.Pong:
                return this.#queue.heardOf(frame.syncKey);
        }
    }

    #onMessage(frame: MessageFrame): void {
        const message = readMessage(frame, this.#parts.identity);
        if ((frame.flags & Flag.Unpersistent) === 0) {
            return this.#queue.onMessage(message, frame.prevSyncKey, (frame.flags & Flag.Push) !== 0);
        }

        const live = readLive(message);
        if (live !== null) this.#parts.publish(live);
    }

    #onAck(ack: Ack): void {
        if (isRetryable(ack.status) && this.#queue.onRefusal(ack.acked)) return;
        this.#reads.onAck(ack);
        const message = this.#sender.onAck(ack);
        // Our own message is an entry of our queue, and its ACK as good as a push.
        if (message !== null) this.#queue.onMessage(message, ack.prevSyncKey, true);
    }

    #onEnd(code: number, reason: string): void {
        if (code === CloseCode.TooLarge) this.#sender.refuseFirst(Status.TooLarge, "too large for a frame");
        if (code === CloseCode.Malformed) this.#sender.refuseFirst(code, reason);
        this.#stopUsing();
    }

    #stopUsing(): void {
        this.#connection = null;
        this.#ready = null;
        this.#queue.end();
        this.#sender.end();
        this.#reads.end();
        this.#keeper?.end();
    }

    #onDelivery(delivery: Delivery): void {
        const { message, key, reset } = delivery;
        this.#ring.add(delivery);
        if (reset !== null) this.#reads.forgetAbove(key);
        if (message !== null) {
            this.#sellers.learn(message);
            const { conversation, uuid, syncKey, timestamp, isSelf } = message;
            if (isSelf) this.#sender.onStored(conversation, uuid, syncKey, timestamp);
        }

        this.#parts.publish({ kind: "delivery", delivery });
        this.#keeper?.keep(key);
    }

    #onOutgoing(message: OutgoingMessage): void {
        const isAnswered = message.state === "stored" || message.state === "refused";
        if (isAnswered) this.#parts.storage.remove(message.uuid).catch(() => {});
        this.#parts.publish({ kind: "outgoing", message });
    }

    async #sendTyping(conversation: string, isTyping: boolean): Promise<void> {
        const connection = this.#ready;
        if (connection === null) return;
        const sellerId = await this.#sellers.find(conversation).catch(() => null);
        // What was typed may have been sent meanwhile.
        if (sellerId === null || this.#ready !== connection || this.#sender.isSending(conversation)) return;
        const content = isTyping ? { type: "typing" } : { type: "typing", is_typing: false };
        sendLive(connection, this.#parts.identity, conversation, sellerId, content);
    }
}
