import type { ConversationView, IncomingMessage, KefuClient, ReadNotice, TypingNotice } from "@kefuchat/client";
import { Observable } from "../state/Observable.ts";
import { keyOf, matches, type ListFilter, type ListOrder, type ListView } from "./ListView.ts";
import { changesState, withAnswer, withMessage } from "./merge.ts";
import { Pages } from "./Pages.ts";
import { Refresher } from "./Refresher.ts";

/** What the list needs of a client. */
export type ListClient = Pick<KefuClient, "on"> & {
    readonly api: Pick<KefuClient["api"], "conversations" | "conversation">;
};

/**
 * The seller's conversations: loaded page by page, and kept up to date by what the client tells, without loading them again.
 */
export class ConversationList extends Observable {
    readonly #api: ListClient["api"];
    readonly #refresher: Refresher;
    readonly #unsubscribe: readonly (() => void)[];
    readonly #typing = new Set<string>();
    #known = new Map<string, ConversationView>();
    #pages: Pages;
    #view: ListView;
    #selected: string | null = null;
    #target: number | null = null;
    #wasUnread = false;
    #rows: readonly ConversationView[] | null = null;
    #loads = 0;
    #isLoading = false;
    #hasFailed = false;

    constructor(client: ListClient, order: ListOrder) {
        super();
        this.#api = client.api;
        this.#pages = new Pages(this.#api);
        this.#view = { filter: "mine", order };
        this.#refresher = new Refresher(this.#api, conversation => this.put(conversation));
        this.#unsubscribe = [
            client.on("message", message => this.#onMessage(message)),
            client.on("read", notice => this.#onRead(notice)),
            client.on("typing", notice => this.#onTyping(notice)),
            client.on("notice", ({ conversation }) => this.#refresher.want(conversation)),
            client.on("reset", () => void this.reload()),
        ];
    }

    /** Those to show, in order. The array is replaced by a change, never altered. */
    get rows(): readonly ConversationView[] {
        this.#rows ??= this.#findRows();
        return this.#rows;
    }

    get view(): ListView {
        return this.#view;
    }

    /** The conversation that is open; null for none. */
    get selected(): string | null {
        return this.#selected;
    }

    /** The key of the message to show in the open conversation; null: where one would begin to read. */
    get target(): number | null {
        return this.#target;
    }

    get isLoading(): boolean {
        return this.#isLoading;
    }

    /** Whether the last loading failed; `loadMore` tries again. */
    get hasFailed(): boolean {
        return this.#hasFailed;
    }

    get hasMore(): boolean {
        return this.#pages.hasMore(this.#view);
    }

    /** What is known of a conversation, shown or not. */
    get(id: string): ConversationView | undefined {
        return this.#known.get(id);
    }

    /** Whether its customer is writing. */
    isTyping(id: string): boolean {
        return this.#typing.has(id);
    }

    setFilter(filter: ListFilter): void {
        this.#view = { ...this.#view, filter };
        this.#hasFailed = false;
        this.#update();
    }

    setOrder(order: ListOrder): void {
        this.#view = { ...this.#view, order };
        this.#hasFailed = false;
        this.#update();
    }

    /**
     * Opens a conversation, shown or not. It keeps its place among the unread ones until another is opened.
     * @param target The key of the message to show.
     */
    select(id: string | null, target: number | null = null): void {
        if (id !== this.#selected) {
            this.#wasUnread = (this.#known.get(id ?? "")?.unread ?? 0) > 0;
        }

        this.#selected = id;
        this.#target = target;
        this.#update();
    }

    /** Opens the next (1) or the one before (-1); the first where none of those shown is open. */
    move(step: 1 | -1): void {
        const index = this.rows.findIndex(({ id }) => id === this.#selected);
        const target = this.rows[index < 0 ? 0 : index + step];
        if (target !== undefined) {
            this.select(target.id);
        }
    }

    /** Loads what comes below; nothing while that is under way, or at the end. */
    async loadMore(): Promise<void> {
        if (this.#isLoading || !this.hasMore) {
            return;
        }

        await this.#load(this.#pages);
    }

    /** Loads the list anew: what is shown stays until that is here. */
    async reload(): Promise<void> {
        await this.#load(new Pages(this.#api));
        if (this.#selected !== null) {
            this.#refresher.want(this.#selected);
        }
    }

    /** Takes what the server answered about a conversation. */
    put(conversation: ConversationView): void {
        this.#known.set(conversation.id, withAnswer(this.#known.get(conversation.id), conversation));
        this.#update();
    }

    /** Asks the server about a conversation again. */
    refresh(id: string): void {
        this.#refresher.want(id);
    }

    /** Stops listening to the client. */
    close(): void {
        this.#unsubscribe.forEach(unsubscribe => unsubscribe());
    }

    async #load(pages: Pages): Promise<void> {
        const load = ++this.#loads;
        this.#isLoading = true;
        this.#hasFailed = false;
        this.#update();
        let hasFailed = false;
        try {
            this.#take(await pages.load(this.#view), pages, load);
        } catch {
            hasFailed = true;
        }

        if (load === this.#loads) {
            this.#isLoading = false;
            this.#hasFailed = hasFailed;
            this.#update();
        }
    }

    /** Of several that load the list anew, the last one counts. */
    #take(answers: readonly ConversationView[], pages: Pages, load: number): void {
        if (pages !== this.#pages && load === this.#loads) {
            const open = this.#known.get(this.#selected ?? "");
            this.#known = new Map(open && [[open.id, open]]);
            this.#pages = pages;
        }

        for (const answer of answers) {
            this.#known.set(answer.id, withAnswer(this.#known.get(answer.id), answer));
        }
    }

    #onMessage(message: IncomingMessage): void {
        const known = this.#known.get(message.conversation);
        if (known === undefined || changesState(known, message)) {
            this.#refresher.want(message.conversation);
        }

        if (known !== undefined) {
            this.#known.set(known.id, withMessage(known, message));
            this.#update();
        }
    }

    #onRead({ conversation, by, syncKey }: ReadNotice): void {
        const known = this.#known.get(conversation);
        if (known === undefined) {
            return;
        }

        if (by === "other") {
            this.#known.set(known.id, { ...known, otherReadSyncKey: Math.max(known.otherReadSyncKey, syncKey) });
        } else if (syncKey > known.readSyncKey) {
            const isAllRead = syncKey >= keyOf(known);
            this.#known.set(known.id, { ...known, readSyncKey: syncKey, unread: isAllRead ? 0 : known.unread });
            if (!isAllRead) {
                this.#refresher.want(known.id);
            }
        }

        this.#update();
    }

    #onTyping({ conversation, from, isTyping }: TypingNotice): void {
        if (from === "customer") {
            this.#typing[isTyping ? "add" : "delete"](conversation);
            this.#update();
        }
    }

    #findRows(): readonly ConversationView[] {
        const { filter, order } = this.#view;
        const isAmongUnread = (conversation: ConversationView) =>
            conversation.unread > 0 || (this.#wasUnread && conversation.id === this.#selected);
        const isFirst = (conversation: ConversationView) => order === "unread" && isAmongUnread(conversation);
        return [...this.#known.values()]
            .filter(one => matches(filter, one) && this.#pages.reaches(one, isFirst(one), this.#view))
            .sort((a, b) => Number(isFirst(b)) - Number(isFirst(a)) || keyOf(b) - keyOf(a));
    }

    #update(): void {
        this.#rows = null;
        this.changed();
    }
}
