import type { HistoryMessage, KefuApi } from "@kefuchat/client";
import { Observable } from "./Observable.ts";

/** How long nothing is typed before the search begins, milliseconds. */
const PAUSE_MS = 250;
const LIMIT = 50;

/** Looks for messages by their words while somebody types them. */
export class Search extends Observable {
    readonly #api: Pick<KefuApi, "search">;
    #timer: ReturnType<typeof setTimeout> | undefined;
    #searches = 0;
    #text = "";
    #found: readonly HistoryMessage[] | null = null;
    #next: number | null = null;
    #hasFailed = false;

    constructor(api: Pick<KefuApi, "search">) {
        super();
        this.#api = api;
    }

    get text(): string {
        return this.#text;
    }

    /** Newest first; null while nothing is looked for, or the first answer is not here. */
    get found(): readonly HistoryMessage[] | null {
        return this.#found;
    }

    get hasMore(): boolean {
        return this.#next !== null;
    }

    get hasFailed(): boolean {
        return this.#hasFailed;
    }

    /** Looks for other words, soon; for none where there is no letter or digit among them. */
    type(text: string): void {
        this.#text = text;
        this.#found = null;
        this.#next = null;
        this.#hasFailed = false;
        clearTimeout(this.#timer);
        this.#searches++;
        if (/[\p{L}\p{N}]/u.test(text)) {
            this.#timer = setTimeout(() => void this.more(), PAUSE_MS);
        }

        this.changed();
    }

    /** Loads what was found first, or further down. */
    async more(): Promise<void> {
        const search = ++this.#searches;
        try {
            const page = await this.#api.search(this.#text.trim(), {
                limit: LIMIT,
                ...(this.#next !== null && { before: this.#next }),
            });
            if (search === this.#searches) {
                this.#found = [...(this.#found ?? []), ...page.messages];
                this.#next = page.next;
                this.#hasFailed = false;
            }
        } catch {
            this.#hasFailed = search === this.#searches;
        }

        this.changed();
    }
}
