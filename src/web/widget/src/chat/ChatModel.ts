import {
    parseContent,
    type IncomingMessage,
    type MessageContent,
    type Person,
    type ProductContent,
    type StoreProfile,
} from "@kefuchat/client";
import type { Chime } from "@kefuchat/ui";
import type { Product, TokenSource } from "../KefuChatApi.ts";
import type { Chat, Shell } from "../Shell.ts";
import { Presence } from "./Presence.ts";
import { productOf } from "./productOf.ts";
import { Session, type SessionOptions } from "./session/Session.ts";
import { countUnread } from "./unread.ts";

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
    readonly #presence: Presence;
    #source: TokenSource | null;
    #session: Session | null = null;
    #product: ProductContent | null;
    #isOpen = false;
    #unread = 0;

    constructor(shell: Shell, source: TokenSource | null, product: Product | null, options: ChatModelOptions) {
        this.shell = shell;
        this.#source = source;
        this.#product = productOf(product);
        this.#options = options;
        this.#presence = new Presence(
            shell.store,
            () => this.#session,
            () => this.#changed(),
        );
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
        return this.#presence.profile;
    }

    /** Who answers, as far as is known. */
    get seller(): Person | null {
        return this.#presence.seller;
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

        this.#presence.watch();
        this.#countUnread();
        this.#changed();
    }

    close(): void {
        this.#isOpen = false;
        this.#presence.unwatch();
        this.#countUnread();
        this.#changed();
    }

    identify(source: TokenSource | null): void {
        const former = this.#source;
        const session = this.#session;
        this.#source = source;
        if (source === null) {
            if (former !== null || this.shell.kept.read().wasCustomer === true) {
                this.shell.kept.forget();
                this.#restart([]);
            }
        } else if (session === null || session.isVisitor) {
            // What the visitor has not sent yet, the customer sends.
            this.#restart(session?.unsent ?? []);
        } else if (source !== former) {
            void this.#identifyAgain(session, source);
        }
    }

    /** Tries again to connect, whatever kept it from that. */
    retry(): void {
        const session = this.#session;
        if (session?.client.state.kind === "refused" && session.thread === null) {
            this.#restart(session.unsent);
        } else {
            session?.client.retryNow();
        }
    }

    setProduct(product: Product | null): void {
        this.#product = productOf(product);
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
        session.client.on("state", ({ kind }) => {
            if (kind === "online" && this.#isOpen) {
                void this.#presence.refresh();
            }
        });
        session.client.on("refusedToken", ({ reason }) => {
            if (!session.isVisitor) {
                this.shell.emit("error", { message: `The token is refused: ${reason}` });
            }
        });
        session.start().catch((error: unknown) => {
            this.shell.emit("error", { message: `The chat cannot start: ${String(error)}` });
        });
    }

    /** Begins anew as whoever it is now. @param unsent What was written as somebody else and is still to be sent. */
    #restart(unsent: readonly MessageContent[]): void {
        void this.#session?.end();
        this.#session = null;
        this.#presence.forgetSeller();
        if (this.#isOpen || this.shell.kept.mayConnect(this.#source !== null)) {
            this.#start();
        }

        unsent.forEach(content => this.#session?.send(content));
        this.#countUnread();
        this.#changed();
    }

    /** A page may say who the customer is as often as it likes: only if that is another one, the chat begins anew. */
    async #identifyAgain(session: Session, source: TokenSource): Promise<void> {
        const isSame = await session.isOf(source).catch(() => false);
        if (this.#source === source && this.#session === session) {
            if (isSame) {
                session.source = source;
            } else {
                this.#restart([]);
            }
        }
    }

    #sessionChanged(session: Session): void {
        if (session !== this.#session) {
            return;
        }

        if (session.isLost) {
            this.#restart(session.unsent);
        } else {
            this.#countUnread();
            this.#changed();
        }
    }

    #heard(session: Session, message: IncomingMessage): void {
        const { conversation, sellerId, timestamp, from } = message;
        if (conversation !== session.thread?.conversation) {
            return;
        }

        if (sellerId !== this.seller?.uid || (from === "seller" && !this.seller.online)) {
            void this.#presence.refresh();
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
        const unread = thread && !this.#isSeen ? countUnread(thread.messages, thread.ownReadKey) : 0;
        // How far was read is not known while that is loaded.
        if (unread !== this.#unread && !thread?.isLoading) {
            this.#unread = unread;
            this.shell.setUnread(unread);
            this.shell.emit("unread", unread);
        }
    }

    #changed(): void {
        for (const listener of [...this.#listeners]) {
            listener();
        }
    }
}
