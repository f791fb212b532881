import { parseContent, type IncomingMessage, type SellerClient } from "@kefuchat/client";
import { Announcer, Chime, previewText, Uploads, type Ui } from "@kefuchat/ui";
import { ConversationList } from "../conversations/ConversationList.ts";
import { Availability } from "../state/Availability.ts";
import { Drafts } from "../state/Drafts.ts";
import { Notifier, type NotificationText } from "../state/Notifier.ts";
import { QuickReplies } from "../state/QuickReplies.ts";
import { Search } from "../state/Search.ts";
import type { Settings } from "../state/Settings.ts";
import { browserStorage } from "../state/storage.ts";
import { UnreadTotal } from "../state/UnreadTotal.ts";
import { Names } from "./Names.ts";
import type { SignedIn } from "./signIn.ts";

/** Everything a seller works with from signing in to signing out. */
export class Session {
    readonly client: SellerClient;
    readonly me: SignedIn["me"];
    /** Until when the seller is signed in, epoch milliseconds. */
    readonly expiresAt: number;
    readonly list: ConversationList;
    readonly drafts: Drafts;
    readonly unread: UnreadTotal;
    readonly replies: QuickReplies;
    readonly availability: Availability;
    readonly search: Search;
    readonly notifier: Notifier;
    readonly chime = new Chime();
    readonly announcer = new Announcer(document);
    /** Conversations whose "handed to you" the seller has taken note of. */
    readonly dismissed = new Set<string>();
    #endNotifying: () => void = () => undefined;
    readonly #uploads = new Map<string, Uploads>();

    /** @param speech The names and the words of the language that is chosen now. */
    constructor(
        { client, me, expiresAt }: SignedIn,
        settings: Settings,
        speech: () => { readonly ui: Ui; readonly names: Names },
    ) {
        this.client = client;
        this.me = me;
        this.expiresAt = expiresAt;
        this.list = new ConversationList(client, settings.values.order);
        this.drafts = new Drafts(`${me.appid}.${me.uid}`, browserStorage("localStorage"));
        this.unread = new UnreadTotal(client);
        this.replies = new QuickReplies(client.api, me.stores);
        this.availability = new Availability(client.api, me.isAway);
        this.search = new Search(client.api);
        const textOf = (message: IncomingMessage): NotificationText => {
            const { ui, names } = speech();
            const customer = this.list.get(message.conversation)?.customer;
            return {
                title: customer === undefined ? names.someCustomer(message.conversation) : names.of(customer),
                body: previewText(parseContent(message.content, message.uuid), ui),
            };
        };
        const page = {
            isWatched: () => document.visibilityState === "visible" && document.hasFocus(),
            chime: () => void this.chime.play(),
            Notification: globalThis.Notification,
            focus: () => window.focus(),
        };
        this.notifier = new Notifier(client, settings, page, textOf, id => this.list.select(id));
    }

    /** Connects, and loads what the desk shows first. */
    start(): void {
        this.#endNotifying = this.notifier.start();
        void this.list.loadMore();
        void this.unread.refresh();
        this.replies.load().catch(() => undefined);

        // A provider that gives no token has the client's state say so.
        this.client.start().catch(() => undefined);
    }

    /** The files under way in a conversation, which go on while another is open; each becomes a message. */
    uploadsOf(conversation: string): Uploads {
        const { client } = this;
        const uploads =
            this.#uploads.get(conversation) ??
            new Uploads(
                (file, onProgress, signal) => client.api.upload(conversation, file, file.name, { onProgress, signal }),
                content => client.send(conversation, content),
            );
        this.#uploads.set(conversation, uploads);
        return uploads;
    }

    /**
     * Disconnects.
     * @param forgets Whether to forget what this browser holds for the seller, unsent messages as well; but never drafts.
     */
    async end(forgets: boolean): Promise<void> {
        this.#endNotifying();
        this.list.close();
        this.unread.close();
        await (forgets ? this.client.forget() : this.client.stop());
    }
}
