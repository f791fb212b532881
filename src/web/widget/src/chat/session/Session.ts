import {
    conversationId,
    type ConversationView,
    KefuClient,
    type KefuClientOptions,
    type MessageContent,
    readToken,
    Thread,
    type ThreadMessage,
    writeContent,
} from "@kefuchat/client";
import type { UploadedFile } from "@kefuchat/ui";
import type { TokenSource } from "../../KefuChatApi.ts";
import type { Kept } from "../../Kept.ts";
import { customerTokens } from "./customerTokens.ts";
import { mergeVisitor } from "./mergeVisitor.ts";
import { keptVisitor, refreshVisitor, visitorTokens } from "./visitorTokens.ts";

/** What a session is made of. */
export interface SessionOptions {
    readonly server: string;
    readonly store: number;
    readonly kept: Kept;
    /** Who the shop says it is; null: a visitor. */
    readonly source: TokenSource | null;
    /** Tests put their own in. */
    readonly createClient?: (options: KefuClientOptions) => KefuClient;
    readonly now?: () => number;
}

let lastId = 0;

/** One person's conversation with the store: the client, and the thread once it is known whose it is. */
export class Session {
    /** Another for each session. */
    readonly id = ++lastId;
    readonly client: KefuClient;
    /** Whether nobody knows who it is. */
    readonly isVisitor: boolean;
    /** Where a customer's tokens come from; null for a visitor. */
    source: TokenSource | null;
    readonly #options: SessionOptions;
    readonly #now: () => number;
    readonly #onChange: () => void;
    readonly #endings: (() => void)[] = [];
    /** The conversation as soon as it is known; rejected where that cannot be. */
    readonly #known: Promise<Thread>;
    #setKnown: (thread: Thread | Promise<never>) => void = () => {};
    #thread: Thread | null = null;
    #waiting: readonly ThreadMessage[] = [];
    #isEnded = false;
    #hasBeenGood: boolean;

    /** @param onChange Called whenever something that is shown has changed. */
    constructor(options: SessionOptions, onChange: () => void) {
        const {
            server,
            store,
            kept,
            source,
            createClient = client => new KefuClient(client),
            now = Date.now,
        } = options;
        this.#options = options;
        this.#now = now;
        this.#onChange = onChange;
        this.isVisitor = source === null;
        this.#hasBeenGood = keptVisitor(kept, now()) !== null;
        this.source = source;
        const token = this.isVisitor
            ? visitorTokens(store, kept, () => this.client.api, now)
            : customerTokens(() => this.source ?? "");
        this.client = createClient({ server, token, from: "now" });
        this.#known = new Promise(resolve => (this.#setKnown = resolve));
        // Whoever waits for it is told.
        this.#known.catch(() => undefined);
        this.#endings.push(
            this.client.on("state", state => {
                this.#hasBeenGood ||= state.kind === "online";
                onChange();
            }),
        );
    }

    /** The conversation; null until it is known who this is. */
    get thread(): Thread | null {
        return this.#thread;
    }

    /** What the conversation shows; before it is known who writes, what was written meanwhile. */
    get messages(): readonly ThreadMessage[] {
        return this.#thread?.messages ?? this.#waiting;
    }

    /** Whether this was a visitor who cannot prove it any more: what comes next is another visitor. */
    get isLost(): boolean {
        return this.isVisitor && this.#hasBeenGood && this.client.state.kind === "refused";
    }

    /** What was written and is not on its way yet, in the order it was written. */
    get unsent(): MessageContent[] {
        return this.messages
            .filter(message => message.state === "queued")
            .map(message => message.content)
            .filter(content => content.type !== "system" && content.type !== "unknown");
    }

    /** Connects, and loads the newest messages. */
    async start(): Promise<void> {
        const { store, kept } = this.#options;
        await this.client.start().catch((error: unknown) => {
            this.#setKnown(Promise.reject(error));
            throw error;
        });
        const { identity } = this.client;
        if (this.#isEnded || identity === null) {
            return;
        }

        if (this.isVisitor) {
            kept.write({ wasCustomer: undefined });
            void refreshVisitor(kept, this.client.api, this.#now()).catch(() => undefined);
        } else {
            kept.write({ wasCustomer: true });
            await mergeVisitor(kept, this.client.api);
        }

        if (!this.#isEnded) {
            await this.#open(new Thread(this.client, conversationId(store, identity)));
        }
    }

    /** @throws ContentTooLargeError */
    send(content: MessageContent): void {
        if (this.#thread !== null) {
            this.#thread.send(content);
            return;
        }

        // Too large is to be told now, not when it is known who writes.
        writeContent(content);
        this.#waiting = [...this.#waiting, waitingMessage(content, this.#waiting.length, this.#now())];
        this.#onChange();
    }

    /** Takes a file to the conversation, once it is known which that is. */
    async upload(file: File, onProgress: (progress: number) => void, signal: AbortSignal): Promise<UploadedFile> {
        const given = new Promise<never>((_, reject) => signal.addEventListener("abort", reject, { once: true }));
        const { client, conversation } = await Promise.race([this.#known, given]);
        return client.api.upload(conversation, file, file.name, { onProgress, signal });
    }

    /** Whether the tokens of another source are the same customer's. */
    async isOf(source: TokenSource): Promise<boolean> {
        const { identity } = readToken(typeof source === "string" ? source : await source({ isRefused: false }));
        return identity.appid === this.client.identity?.appid && identity.uid === this.client.identity.uid;
    }

    /** Says whether the customer writes. */
    typing(isTyping: boolean): void {
        if (this.#thread !== null) {
            this.client.typing(this.#thread.conversation, isTyping);
        }
    }

    /** What the server tells of the conversation now; null before anything was said. */
    async details(): Promise<ConversationView | null> {
        return this.#thread === null
            ? null
            : await this.client.api.conversation(this.#thread.conversation).catch(() => null);
    }

    /** Leaves the conversation; nothing of it stays in this browser. */
    async end(): Promise<void> {
        this.#isEnded = true;
        this.#endings.forEach(end => end());
        this.#thread?.close();
        await this.client.forget();
    }

    async #open(thread: Thread): Promise<void> {
        const { unsent } = this;
        this.#waiting = [];
        this.#thread = thread;
        this.#setKnown(thread);
        this.#endings.push(thread.onChange(this.#onChange));
        unsent.forEach(content => thread.send(content));
        this.#onChange();
        await thread.open();
    }
}

/** As a message that is queued looks. */
function waitingMessage(content: MessageContent, index: number, now: number): ThreadMessage {
    return {
        id: `waiting ${index}`,
        from: "customer",
        sellerId: 0,
        isMine: true,
        content,
        timestamp: now,
        position: null,
        syncKey: null,
        state: "queued",
        status: null,
        reason: null,
        uuid: "",
    };
}
