import type { IncomingMessage, KefuClient } from "@kefuchat/client";
import type { Settings } from "./Settings.ts";

/** What a notification is to say. */
export interface NotificationText {
    readonly title: string;
    readonly body: string;
}

/** What the notifier needs of the browser. */
export interface NotifierPage {
    /** Whether the seller looks at this page now. */
    isWatched(): boolean;
    /** Plays the tone. */
    chime(): void;
    /** The browser's notifications; undefined where it has none. */
    readonly Notification: typeof Notification | undefined;
    /** Brings this page to the front. */
    focus(): void;
}

/** Tells a seller who does not look at the page of what customers write: by the desktop and by a tone. */
export class Notifier {
    readonly #client: Pick<KefuClient, "on" | "isLeader">;
    readonly #settings: Settings;
    readonly #page: NotifierPage;
    readonly #textOf: (message: IncomingMessage) => NotificationText | null;
    readonly #open: (conversation: string) => void;
    readonly #shown = new Map<string, Notification>();

    /**
     * @param textOf What is said of a message; null: nothing.
     * @param open Opens a conversation, after a click on its notification.
     */
    constructor(
        client: Pick<KefuClient, "on" | "isLeader">,
        settings: Settings,
        page: NotifierPage,
        textOf: (message: IncomingMessage) => NotificationText | null,
        open: (conversation: string) => void,
    ) {
        this.#client = client;
        this.#settings = settings;
        this.#page = page;
        this.#textOf = textOf;
        this.#open = open;
    }

    /** Begins; the function it returns ends it. */
    start(): () => void {
        const ends = [
            this.#client.on("message", message => this.#onMessage(message)),
            this.#client.on("read", ({ conversation, by }) => by === "me" && this.#forget(conversation)),
        ];
        return () => ends.forEach(end => end());
    }

    /** Takes a conversation's notification away: it was read. */
    #forget(conversation: string): void {
        this.#shown.get(conversation)?.close();
        this.#shown.delete(conversation);
    }

    #onMessage(message: IncomingMessage): void {
        const text = message.from === "customer" && !this.#page.isWatched() ? this.#textOf(message) : null;

        // Of several tabs, one tells.
        if (text === null || !this.#client.isLeader) {
            return;
        }

        if (this.#settings.values.sound) {
            this.#page.chime();
        }

        if (this.#settings.values.notifications && this.#page.Notification?.permission === "granted") {
            this.#show(message.conversation, text, this.#page.Notification);
        }
    }

    #show(conversation: string, { title, body }: NotificationText, Shown: typeof Notification): void {
        // The tag makes a conversation's newest take the place of the one before.
        const notification = new Shown(title, { body, tag: `kefuchat-${conversation}` });
        this.#shown.set(conversation, notification);
        notification.onclick = () => {
            this.#page.focus();
            this.#open(conversation);
            this.#forget(conversation);
        };
    }
}
