import type { ConversationPage, ConversationView, KefuApi } from "@kefuchat/client";
import { keyOf, type ListFilter, type ListView } from "./ListView.ts";

/** How many are asked for at once. */
const LIMIT = 50;

/** How far a run of pages was loaded: down to a key, or to the end. */
class Run {
    /** The lowest key down to which everything is here. */
    boundary = Infinity;
    next: number | null = null;

    get isDone(): boolean {
        return this.boundary === 0;
    }

    take({ conversations, next }: ConversationPage): void {
        const last = conversations.at(-1);
        this.next = next;
        this.boundary = next === null || last === undefined ? 0 : keyOf(last);
    }
}

/**
 * How far the server's list was loaded, for each filter: its conversations, latest first, and apart from them its unread
 * ones, which are loaded first where they come first.
 */
export class Pages {
    readonly #api: Pick<KefuApi, "conversations">;
    readonly #runs = new Map<string, Run>();

    constructor(api: Pick<KefuApi, "conversations">) {
        this.#api = api;
    }

    /** Whether the list goes on below what is loaded. */
    hasMore({ filter }: ListView): boolean {
        return !this.#run(filter, false).isDone;
    }

    /** Whether everything above a conversation is loaded as well, so that it can be shown without a hole above it. */
    reaches(conversation: ConversationView, isAmongUnread: boolean, { filter }: ListView): boolean {
        const key = keyOf(conversation);
        return key >= this.#run(filter, false).boundary || (isAmongUnread && key >= this.#run(filter, true).boundary);
    }

    /**
     * Loads what comes next in a view.
     * @throws ApiError when the server does not answer it.
     */
    async load({ filter, order }: ListView): Promise<readonly ConversationView[]> {
        const isUnread = order === "unread" && !this.#run(filter, true).isDone;
        const run = this.#run(filter, isUnread);
        const page = await this.#api.conversations({
            limit: LIMIT,
            state: filter === "closed" ? "closed" : "open",
            ...(filter === "mine" && { mine: true }),
            ...(isUnread && { unread: true }),
            ...(run.next !== null && { before: run.next }),
        });
        run.take(page);
        return page.conversations;
    }

    #run(filter: ListFilter, isUnread: boolean): Run {
        const name = `${filter} ${isUnread}`;
        const run = this.#runs.get(name) ?? new Run();
        this.#runs.set(name, run);
        return run;
    }
}
