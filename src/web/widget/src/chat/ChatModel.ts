import {
    parseContent,
    type IncomingMessage,
    type Person,
    type ProductContent,
    type StoreProfile,
} from "@kefuchat/client";
import type { Chime } from "@kefuchat/ui";
import type { Product, TokenSource } from "../KefuChatApi.ts";
import type { Chat, Shell } from "../Shell.ts";
import { Session, type SessionOptions } from "./session/Session.ts";
import { countUnread } from "./unread.ts";

/** How often an open panel asks who is here, milliseconds. */
const PRESENCE_INTERVAL = 60_000;

/** What a model uses beside the shell; tests put their own in. */
export interface ChatModelOptions {
    readonly chime: Pick<Chime, "play" | "allow">;
    readonly session?: Pick<SessionOptions, "createClient" | "now">;
}

/** All that the chat knows; the panel shows it. */
export class ChatModel implements Chat {
    readonly shell: Shell;
    readonly #options: ChatModelOptions;
    readonly #listeners = new Set<() => void>();
    #source: TokenSource | null;
    #session: Session | null = null;
    #profile: StoreProfile | null = null;
    #seller: Person | null = null;
    #product: ProductContent | null;
    #isOpen = false;
    #unread = 0;
    #presence: ReturnType<typeof setInterval> | undefined;

    constructor(shell: Shell, source: TokenSource | null, product: Product | null, options: ChatModelOptions) {
        this.shell = shell;
        this.#source = source;
        this.#product = asContent(product);
        this.#options = options;
        if (shell.kept.mayConnect(source !== null)) {
            this.#start();
        }
    }

    /** Who writes; null until the customer has acted. */
    get session(): Session | null {
        return this.#session;
    }

    /** null while it is not known, or cannot be had. */
    get profile(): StoreProfile | null {
        return this.#profile;
    }

    /** Who answers, as far as is known. */
    get seller(): Person | null {
        return this.#seller;
    }

    /** What the page is about, until it was sent or waved away. */
    get product(): ProductContent | null {
        return this.#product;
    }

    get isOpen(): boolean {
        return this.#isOpen;
    }

    get hasSound(): boolean {
        return this.shell.kept.read().hasSound === true;
    }

    /** Tells of every change; returns what ends it. */
    readonly onChange = (listener: () => void): (() => void) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
    };

    open(): void {
        this.#isOpen = true;
        if (this.#session === null) {
            this.#start();
        }

        void this.#refresh();
        this.#presence = setInterval(() => void this.#refresh(), PRESENCE_INTERVAL);
        this.#countUnread();
        this.#changed();
    }

    close(): void {
        this.#isOpen = false;
        clearInterval(this.#presence);
        this.#countUnread();
        this.#changed();
    }

    identify(source: TokenSource | null): void {
        if (source === this.#source) {
            return;
        }

        const wasCustomer = this.#source !== null || this.shell.kept.read().wasCustomer === true;
        this.#source = source;
        const isSignedOut = source === null && wasCustomer;
        if (isSignedOut) {
            this.shell.kept.forget();
        }

        // What the visitor has not sent yet, the customer sends. What a customer has not, nobody else does: it waits for
        // that customer, who may be the same as before.
        const former = this.#session;
        const isNobodys = former?.isVisitor || former?.thread === null;
        const unsent = !isSignedOut && isNobodys ? former.unsent : [];
        this.#end({ forget: isSignedOut || isNobodys });
        if (this.#isOpen || this.shell.kept.mayConnect(source !== null)) {
            this.#start();
            unsent.forEach(content => this.#session?.send(content));
        }

        this.#changed();
    }

    setProduct(product: Product | null): void {
        this.#product = asContent(product);
        this.#changed();
    }

    sendProduct(): void {
        if (this.#product !== null) {
            this.#session?.send(this.#product);
            this.setProduct(null);
        }
    }

    setSound(hasSound: boolean): void {
        this.shell.kept.write({ hasSound });
        if (hasSound) {
            void this.#options.chime.allow().then(() => this.#options.chime.play());
        }

        this.#changed();
    }

    #start(): void {
        const { server, store, kept } = this.shell;
        kept.write({ hasChatted: true });
        const session = new Session({ server, store, kept, source: this.#source, ...this.#options.session }, () =>
            this.#sessionChanged(session),
        );
        this.#session = session;
        session.client.on("message", message => this.#heard(session, message));
        session.start().then(
            () => this.#refresh(),
            (error: unknown) => this.shell.emit("error", { message: `The chat cannot start: ${String(error)}` }),
        );
    }

    #end(options: { forget: boolean }): void {
        void this.#session?.stop(options);
        this.#session = null;
        this.#seller = null;
        this.#countUnread();
    }

    #sessionChanged(session: Session): void {
        if (session !== this.#session) {
            return;
        }

        if (session.isLost) {
            this.#end({ forget: false });
            if (this.#isOpen) {
                this.#start();
            }

            return;
        }

        this.#countUnread();
        this.#changed();
    }

    #heard(session: Session, message: IncomingMessage): void {
        const { conversation, sellerId, timestamp, from } = message;
        if (conversation !== session.thread?.conversation) {
            return;
        }

        if (sellerId !== this.#seller?.uid || (from === "seller" && !this.#seller.online)) {
            void this.#refresh();
        }

        const content = parseContent(message.content, message.uuid);
        if (from !== "seller" || content.type === "system") {
            return;
        }

        this.shell.emit("message", { conversation, sellerId, timestamp, content });
        // One tab of several is enough to be heard.
        if (this.hasSound && !this.#isSeen && session.client.isLeader) {
            void this.#options.chime.play();
        }
    }

    get #isSeen(): boolean {
        return this.#isOpen && this.shell.root.ownerDocument.visibilityState === "visible";
    }

    /** What comes while the customer looks is read in a moment, or told in the panel itself. */
    #countUnread(): void {
        const thread = this.#session?.thread;
        // How far was read is not known while that is loaded.
        if (!thread?.isLoading) {
            this.#setUnread(thread && !this.#isSeen ? countUnread(thread.messages, thread.ownReadKey) : 0);
        }
    }

    #setUnread(unread: number): void {
        if (unread !== this.#unread) {
            this.#unread = unread;
            this.shell.setUnread(unread);
            this.shell.emit("unread", unread);
        }
    }

    /** Who is here changes without anybody telling. What cannot be had now is as it was. */
    async #refresh(): Promise<void> {
        const session = this.#session;
        if (session === null) {
            return;
        }

        const [profile, details] = await Promise.all([
            session.client.api.profile(this.shell.store).catch(() => this.#profile),
            session.details(),
        ]);
        this.#profile = profile;
        if (session === this.#session) {
            this.#seller = details?.seller ?? this.#seller;
        }

        this.#changed();
    }

    #changed(): void {
        for (const listener of [...this.#listeners]) {
            listener();
        }
    }
}

/** A page's product as a message may hold it; numbers, which a page is likely to give, as text. null where it is none. */
function asContent(product: Product | null): ProductContent | null {
    const asText = (_: string, value: unknown) => (typeof value === "number" ? `${value}` : (value ?? undefined));
    const content = parseContent(JSON.stringify({ ...product, type: "product" }, asText));
    return content.type === "product" ? content : null;
}
