import type { Command, KefuChatApi, Product, TokenSource, WidgetEvents } from "../KefuChatApi.ts";
import { Kept } from "../Kept.ts";
import type { Chat, ChatModule, Language } from "../Shell.ts";
import { createHost } from "./createHost.ts";
import { Launcher } from "./Launcher.ts";
import { Listeners } from "./Listeners.ts";
import type { Settings } from "./Settings.ts";

/** Loads the chat in a language; `attempt` is 1 the first time. */
export type ImportChat = (language: Language, attempt: number) => Promise<ChatModule>;

/** The widget on a page: the launcher, what the page calls, and the chat once it is loaded. */
export class Widget implements KefuChatApi {
    readonly #settings: Settings;
    readonly #importChat: ImportChat;
    readonly #host: ReturnType<typeof createHost>;
    readonly #launcher: Launcher;
    readonly #kept: Kept;
    readonly #listeners = new Listeners();
    #chat: Chat | null = null;
    #loading: Promise<Chat | null> | null = null;
    #attempts = 0;
    #isOpen = false;
    #source: TokenSource | null = null;
    #product: Product | null = null;

    constructor(document: Document, settings: Settings, importChat: ImportChat) {
        this.#settings = settings;
        this.#importChat = importChat;
        this.#kept = new Kept(settings.store);
        this.#host = createHost(document, settings);
        this.#launcher = new Launcher(this.#host.frame, settings, () => (this.#isOpen ? this.close() : this.open()));
    }

    /** Whether the customer has chatted here before; then the chat may be loaded unasked. */
    get hasChatted(): boolean {
        return this.#kept.read().hasChatted === true;
    }

    /** Loads the chat, without showing it. */
    async load(): Promise<Chat | null> {
        this.#loading ??= this.#load();
        return await this.#loading;
    }

    readonly identify = (source: TokenSource | null): void => {
        this.#source = source;
        if (this.#chat !== null) {
            this.#chat.identify(source);
        } else if (source === null && this.#kept.read().wasCustomer === true) {
            this.#kept.forget();
        }
    };

    readonly open = (): void => {
        if (!this.#isOpen) {
            this.#isOpen = true;
            void this.#show();
        }
    };

    readonly close = (): void => {
        if (this.#isOpen) {
            this.#isOpen = false;
            this.#launcher.set({ isOpen: false });
            this.#chat?.close();
            this.#launcher.button.focus({ preventScroll: true });
            this.#listeners.emit("close", undefined);
        }
    };

    readonly setProduct = (product: Product | null): void => {
        this.#product = product;
        this.#chat?.setProduct(product);
    };

    readonly on = <K extends keyof WidgetEvents>(event: K, listener: (value: WidgetEvents[K]) => void): (() => void) =>
        this.#listeners.on(event, listener);

    readonly push = (...commands: Command[]): void => {
        for (const [name, ...values] of commands) {
            try {
                const method = this[name] as (...values: unknown[]) => unknown;
                method(...values);
            } catch (error) {
                console.error(`KefuChat: the command "${name}" failed.`, error);
            }
        }
    };

    /** Tells that the commands which waited are done. */
    ready(): void {
        this.#listeners.emit("ready", undefined);
    }

    async #show(): Promise<void> {
        const chat = await this.load();
        // The customer may have thought better of it meanwhile.
        if (this.#isOpen && chat !== null) {
            this.#launcher.set({ isOpen: true });
            chat.open();
            this.#listeners.emit("open", undefined);
        } else if (chat === null) {
            this.#isOpen = false;
        }
    }

    async #load(): Promise<Chat | null> {
        this.#launcher.set({ isLoading: true, hasFailed: false });
        try {
            const { createChat } = await this.#importChat(this.#settings.language, ++this.#attempts);
            const { server, store, language } = this.#settings;
            this.#chat = createChat(
                {
                    ...this.#host,
                    server,
                    store,
                    language,
                    kept: this.#kept,
                    setUnread: unread => this.#launcher.set({ unread }),
                    close: this.close,
                    emit: (event, value) => this.#listeners.emit(event, value),
                },
                this.#source,
                this.#product,
            );
        } catch (error) {
            // Only who asked for the chat is to hear of it.
            this.#launcher.set({ hasFailed: this.#isOpen });
            this.#loading = null;
            this.#listeners.emit("error", { message: `The chat could not be loaded: ${String(error)}` });
        }

        this.#launcher.set({ isLoading: false });
        return this.#chat;
    }
}
