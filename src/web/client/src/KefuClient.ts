import { type ApiParts, KefuApi } from "./api/KefuApi.ts";
import type { ClientEvents } from "./ClientEvents.ts";
import type { ConnectionState } from "./ConnectionState.ts";
import type { MessageContent } from "./content/MessageContent.ts";
import { writeContent } from "./content/writeContent.ts";
import { parseConversationId } from "./conversationId.ts";
import { Emitter } from "./Emitter.ts";
import { browserEnvironment, type Environment } from "./environment.ts";
import type { KefuClientOptions } from "./KefuClientOptions.ts";
import type { IncomingMessage, OutgoingMessage } from "./messages.ts";
import { Outbox } from "./outbox/Outbox.ts";
import { openStorage } from "./storage/openStorage.ts";
import type { IdentityStorage } from "./storage/ClientStorage.ts";
import { Inbox } from "./tabs/Inbox.ts";
import { Member } from "./tabs/Member.ts";
import type { ToTabs } from "./tabs/TabMessage.ts";
import type { Identity } from "./tokens/Identity.ts";
import { FirstToken } from "./tokens/FirstToken.ts";
import { Tokens } from "./tokens/Tokens.ts";
import { ReadPositions } from "./reading/ReadPositions.ts";
import { TypingThrottle } from "./typing/TypingThrottle.ts";
import { TypingTracker } from "./typing/TypingTracker.ts";

/** A client of one identity. The tabs of a browser that have the same identity share one socket. */
export class KefuClient {
    /** The HTTP API with the same token; usable before `start`. */
    readonly api: KefuApi;
    readonly #options: KefuClientOptions;
    readonly #server: URL;
    readonly #environment: Environment;
    readonly #events = new Emitter<ClientEvents>();
    readonly #tokens: Tokens;
    readonly #firstToken: FirstToken;
    readonly #outbox: Outbox;
    readonly #inbox: Inbox;
    readonly #reads = new ReadPositions();
    readonly #typists: TypingTracker;
    readonly #throttle: TypingThrottle;
    #state: ConnectionState = { kind: "stopped" };
    #starting: Promise<void> | null = null;
    /** Aborted when the client is stopped. */
    #run = new AbortController();
    #member: Member | null = null;

    /** @throws TypeError when the server's address is none. */
    constructor(options: KefuClientOptions) {
        const environment = { ...browserEnvironment(), ...options.environment };
        this.#options = options;
        this.#server = new URL(options.server);
        this.#environment = environment;
        this.#tokens = new Tokens(options.token, environment.now);
        this.api = this.createApi({ server: this.#server, tokens: this.#tokens, environment });
        this.#firstToken = new FirstToken(environment, this.#tokens, state => this.#setState(state));
        this.#outbox = new Outbox(environment, message => this.#events.emit("outgoing", message));
        this.#typists = new TypingTracker(environment.after, notice => this.#events.emit("typing", notice));
        this.#throttle = new TypingThrottle(environment.now);
        this.#inbox = new Inbox({
            onMessage: message => this.#onMessage(message),
            onReset: reason => this.#events.emit("reset", { reason }),
            onGap: () => this.#member?.askForMissing(),
        });
    }

    get state(): ConnectionState {
        return this.#state;
    }

    /** Whose client this is: known once a token is there. */
    get identity(): Identity | null {
        return this.#tokens.identity;
    }

    /** Whether this tab has the socket. */
    get isLeader(): boolean {
        return this.#member?.isLeader ?? false;
    }

    /**
     * Resolves when the identity is known and the tab group is joined, or when the client is stopped; connects in the
     * background. Where the provider has no token for now it is asked again, with backoff, until it has one.
     * @throws TokenUnavailableError when there is none to be had.
     */
    start(): Promise<void> {
        if (this.#starting === null) {
            this.#run = new AbortController();
            this.#starting = this.#start(this.#run.signal);
        }

        return this.#starting;
    }

    /** Leaves the tab group. What waits to be sent is kept for the next start. */
    async stop(): Promise<void> {
        (await this.#leave())?.close();
    }

    /** Stops, and removes what this device keeps for the identity, unsent messages as well: for signing out. */
    async forget(): Promise<void> {
        const leaving = this.#leave();
        this.#outbox.clear();
        const storage = await leaving;
        await storage?.clear().catch(() => {});
        storage?.close();
    }

    /** Tries to connect at once. Happens by itself when the browser says that the network is back. */
    retryNow(): void {
        this.#firstToken.retryNow();
        if (this.#state.kind === "refused" && this.#member === null) void this.start().catch(() => {});
        this.#member?.ask({ kind: "retry" });
    }

    /**
     * Writes a message. Works while offline, and before `start` has resolved.
     * @throws ContentTooLargeError, or RangeError when the conversation's id is none.
     */
    send(conversation: string, content: MessageContent): OutgoingMessage {
        parseConversationId(conversation);
        this.#throttle.forget(conversation);
        return this.#outbox.add(conversation, writeContent(content));
    }

    /** Writes a refused message once more, under a new uuid; the refused one is gone. null for any other uuid. */
    resend(uuid: string): OutgoingMessage | null {
        return this.#outbox.resend(uuid);
    }

    /** Says that somebody writes here, or no longer does: at most every 3 s; dropped while offline. */
    typing(conversation: string, isTyping = true): void {
        if (!this.#throttle.isDue(conversation, isTyping)) return;
        this.#member?.ask({ kind: "typing", conversation, isTyping });
    }

    /** Says that everything up to a key of the own queue has been read. Never goes back; kept until the server has it. */
    read(conversation: string, syncKey: number): void {
        if (this.#reads.raise(conversation, syncKey)) this.#member?.ask({ kind: "read", conversation, syncKey });
    }

    /** What is not stored yet, from all tabs of this identity, in the order it was written; refused ones stay till resent. */
    outgoing(conversation: string): readonly OutgoingMessage[] {
        return this.#outbox.all().filter(message => message.conversation === conversation);
    }

    /** @returns What takes the listener off again. */
    on<K extends keyof ClientEvents>(event: K, listener: (value: ClientEvents[K]) => void): () => void {
        return this.#events.on(event, listener);
    }

    /** Makes the API: a class of clients may have one of its own. Called by the constructor. */
    protected createApi(parts: ApiParts): KefuApi {
        return new KefuApi(parts);
    }

    async #start(run: AbortSignal): Promise<void> {
        this.#listenToNetwork(run);
        const identity = await this.#firstToken.ask(run).catch((e: unknown) => {
            void this.#leave();
            this.#setState({ kind: "refused", reason: String(e) });
            throw e;
        });
        if (identity === null) return;
        const name = `kefuchat:${this.#server.host}:${identity.appid}.${identity.uid}`;
        const storage = await openStorage(this.#environment, this.#options.storage, name);
        if (run.aborted) return storage.close();
        this.#member = this.#createMember(name, identity, storage);
        this.#outbox.join(this.#member);
        await this.#member.join();
        this.#handInAll();
    }

    #createMember(name: string, identity: Identity, storage: IdentityStorage): Member {
        return new Member({
            environment: this.#environment,
            tokens: this.#tokens,
            api: this.api,
            storage,
            identity,
            name,
            socketUrl: new URL("/ws", this.#server).href.replace(/^http/, "ws"),
            isFromNow: this.#options.from === "now",
            key: () => this.#inbox.key,
            outgoing: () => this.#outbox.all(),
            onTold: message => this.#onTold(message),
            onDropped: uuid => this.#outbox.drop(uuid),
        });
    }

    #listenToNetwork(signal: AbortSignal): void {
        const { network } = this.#environment;
        network?.addEventListener("online", () => this.retryNow(), { signal });
        network?.addEventListener("offline", () => this.#member?.dropConnection("the browser is offline"), { signal });
    }

    #onTold(message: ToTabs): void {
        switch (message.kind) {
            case "leading":
                return this.#handInAll();
            case "welcome":
                this.#outbox.replace(message.outgoing);
                this.#inbox.takeAll(message.deliveries);
                return this.#setState(message.state);
            case "state":
                return this.#setState(message.state);
            case "delivery":
                return this.#inbox.take(message.delivery);
            case "outgoing":
                return this.#outbox.update(message.message);
            case "typing":
                return this.#typists.onNotice(message.notice);
            case "read":
                this.#reads.onNotice(message.notice);
                return this.#events.emit("read", message.notice);
            case "notice":
                return this.#events.emit("notice", message.notice);
            case "refusedToken":
                return this.#events.emit("refusedToken", { reason: message.reason });
        }
    }

    #onMessage(message: IncomingMessage): void {
        this.#typists.onMessage(message);
        this.#events.emit("message", message);
    }

    /** Tells the leader, a new one perhaps, of everything that has no answer. */
    #handInAll(): void {
        this.#outbox.handInAll();
        for (const [conversation, syncKey] of this.#reads.unconfirmed) {
            this.#member?.ask({ kind: "read", conversation, syncKey });
        }
    }

    /** @returns The storage, when it is of no use any more. */
    async #leave(): Promise<IdentityStorage | null> {
        const member = this.#member;
        this.#run.abort();
        this.#starting = null;
        this.#tokens.stop();
        this.#outbox.leave();
        this.#member = null;
        this.#setState({ kind: "stopped" });
        await member?.leave();
        return member?.storage ?? null;
    }

    #setState(state: ConnectionState): void {
        this.#state = state;
        this.#events.emit("state", state);
    }
}
