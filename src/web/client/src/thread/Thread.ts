import { ApiError } from "../api/ApiError.ts";
import type { ConversationView } from "../api/views.ts";
import type { ReadNotice, SystemNotice, TypingNotice } from "../ClientEvents.ts";
import type { MessageContent } from "../content/MessageContent.ts";
import { partyOf } from "../conversationId.ts";
import { Emitter } from "../Emitter.ts";
import type { KefuClient } from "../KefuClient.ts";
import type { IncomingMessage, OutgoingMessage, Party } from "../messages.ts";
import { History } from "./History.ts";
import type { ThreadMessage } from "./ThreadMessage.ts";
import { ThreadView } from "./ThreadView.ts";

const PAGE = 50;

/** One conversation as a page shows it: history, what comes live, and what waits to be sent, in one list. */
export class Thread {
    readonly client: KefuClient;
    readonly conversation: string;
    readonly #changes = new Emitter<{ change: null }>();
    readonly #view = new ThreadView();
    readonly #unsubscribe: (() => void)[];
    #history = new History();
    #messages: readonly ThreadMessage[] = [];
    #details: ConversationView | null = null;
    #isLoading = false;
    #error: string | null = null;
    #typing: TypingNotice | null = null;
    #otherReadKey = 0;
    #ownReadKey = 0;
    /** Whether what is known is to be replaced by the next answer. */
    #isReset = false;
    /** Tells a loading from one that another has overtaken; 0 before the first. */
    #loading = 0;

    constructor(client: KefuClient, conversation: string) {
        this.client = client;
        this.conversation = conversation;
        this.#unsubscribe = [
            client.on("message", message => this.#isHere(message) && this.#onMessage(message)),
            client.on("outgoing", message => this.#isHere(message) && this.#onOutgoing(message)),
            client.on("typing", notice => this.#isHere(notice) && this.#onTyping(notice)),
            client.on("read", notice => this.#isHere(notice) && this.#onRead(notice)),
            client.on("notice", notice => this.#isHere(notice) && this.#onNotice(notice)),
            client.on("reset", () => this.#onReset()),
        ];
        this.#show();
    }

    /** Oldest first. Replaced, never changed; a message in it that has not changed is the same object as before. */
    get messages(): readonly ThreadMessage[] {
        return this.#messages;
    }

    /** What the server tells of the conversation, as of the last `open`; null before. */
    get details(): ConversationView | null {
        return this.#details;
    }

    /** Whether there is history before the first message. */
    get hasOlder(): boolean {
        return this.#history.next !== null;
    }

    get isLoading(): boolean {
        return this.#isLoading;
    }

    /** Why the last loading failed, in English; null when it did not. */
    get error(): string | null {
        return this.#error;
    }

    /** Who writes now, of the other side or, for sellers, a colleague. */
    get typing(): TypingNotice | null {
        return this.#typing;
    }

    /** How far the other side has read, as a key of the own queue. */
    get otherReadKey(): number {
        return this.#otherReadKey;
    }

    /** How far this identity has read. */
    get ownReadKey(): number {
        return this.#ownReadKey;
    }

    /** Loads the newest 50 messages; again, to load anew. Never throws: see `error`. */
    async open(): Promise<void> {
        const { api } = this.client;
        const [id, limit] = [this.conversation, PAGE];
        await this.#load(
            () => Promise.all([api.messages(id, { limit }), api.conversation(id)]),
            ([page, details]) => {
                this.#history.setNewest(page);
                this.#details = details;
                // Keys may mean other messages than before a reset: the server may have been restored.
                this.#otherReadKey = Math.max(this.#isReset ? 0 : this.#otherReadKey, details.otherReadSyncKey);
                this.#ownReadKey = Math.max(this.#isReset ? 0 : this.#ownReadKey, details.readSyncKey);
                this.#isReset = false;
            },
        );
    }

    /** Loads the 50 before. Does nothing while loading, or at the beginning. Never throws: see `error`. */
    async older(): Promise<void> {
        const before = this.#history.next;
        if (before === null || this.#isLoading) return;
        await this.#load(
            () => this.client.api.messages(this.conversation, { before, limit: PAGE }),
            page => this.#history.addOlder(page),
        );
    }

    /** Says that everything of the other side has been read. */
    markRead(): void {
        const keys = this.#history.all().map(({ from, syncKey }) => (from === this.#party ? 0 : (syncKey ?? 0)));
        const newest = Math.max(0, ...keys);
        if (newest <= this.#ownReadKey) return;
        this.#ownReadKey = newest;
        this.client.read(this.conversation, newest);
        this.#changed();
    }

    /** @throws ContentTooLargeError */
    send(content: MessageContent): OutgoingMessage {
        return this.client.send(this.conversation, content);
    }

    /** @returns What takes the listener off again. */
    onChange(listener: () => void): () => void {
        return this.#changes.on("change", listener);
    }

    /** Stops listening to the client. */
    close(): void {
        this.#loading++;
        for (const unsubscribe of this.#unsubscribe) unsubscribe();
    }

    get #party(): Party {
        const { identity } = this.client;
        return identity === null ? "customer" : partyOf(identity, this.conversation);
    }

    #isHere({ conversation }: { readonly conversation: string }): boolean {
        return conversation === this.conversation;
    }

    async #load<T>(ask: () => Promise<T>, take: (answer: T) => void): Promise<void> {
        const loading = ++this.#loading;
        this.#isLoading = true;
        this.#changed();
        let error: string | null = null;
        const answer = await ask().catch((e: unknown) => {
            error = e instanceof ApiError ? e.title : String(e);
            return null;
        });
        if (loading !== this.#loading) return;
        this.#isLoading = false;
        this.#error = error;
        if (answer !== null) take(answer);
        this.#show();
    }

    #onMessage(message: IncomingMessage): void {
        this.#history.addLive({ ...message, position: null });
        this.#show();
    }

    #onOutgoing({ state, content, uuid, syncKey, timestamp }: OutgoingMessage): void {
        // The queue may bring it a little later: until then it is to be seen as well.
        if (state === "stored" && syncKey !== null && timestamp !== null) {
            const sellerId = this.#party === "seller" ? (this.client.identity?.uid ?? 0) : 0;
            this.#history.addLive({ from: this.#party, sellerId, timestamp, content, uuid, syncKey, position: null });
        }

        this.#show();
    }

    #onTyping(notice: TypingNotice): void {
        if (notice.isTyping) this.#typing = notice;
        else if (this.#typing?.from === notice.from) this.#typing = null;
        this.#changed();
    }

    #onRead({ by, syncKey }: ReadNotice): void {
        if (by === "me") this.#ownReadKey = Math.max(this.#ownReadKey, syncKey);
        else this.#otherReadKey = Math.max(this.#otherReadKey, syncKey);
        this.#show();
    }

    #onNotice({ content }: SystemNotice): void {
        // What a colleague writes is in no queue of this seller's.
        if (content.event === "written" && this.#loading > 0) void this.open();
    }

    #onReset(): void {
        this.#isReset = true;
        if (this.#loading > 0) void this.open();
    }

    #show(): void {
        const { identity } = this.client;
        const waiting = this.client.outgoing(this.conversation);
        this.#messages = this.#view.show(identity, this.#party, this.#history.all(), waiting, this.#otherReadKey);
        this.#changed();
    }

    #changed(): void {
        this.#changes.emit("change", null);
    }
}
