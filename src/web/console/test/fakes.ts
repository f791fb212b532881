import type {
    ClientEvents,
    ConversationPage,
    ConversationsQuery,
    ConversationView,
    IncomingMessage,
} from "@kefuchat/client";

/** A conversation of store 1 whose newest message has that key. */
export function conversation(uid: number, key: number, changes: Partial<ConversationView> = {}): ConversationView {
    const id = `1.7.${uid}`;
    return {
        id,
        store: 1,
        storeName: "Rain & Co",
        customer: { appid: 7, uid, online: false, isVisitor: false },
        seller: { appid: 1, uid: 1, name: "Ann", online: true },
        state: "open",
        isMine: true,
        last: { ...message(uid, key), position: null },
        unread: 0,
        readSyncKey: key,
        otherReadSyncKey: 0,
        blocks: [],
        ...changes,
    };
}

/** A message of that customer, with that key in the seller's queue. */
export function message(uid: number, key: number, changes: Partial<IncomingMessage> = {}): IncomingMessage {
    return {
        conversation: `1.7.${uid}`,
        from: "customer",
        sellerId: 1,
        timestamp: key * 1000,
        content: JSON.stringify({ type: "text", text: `message ${key}` }),
        uuid: `uuid-${key}`,
        syncKey: key,
        isSelf: false,
        ...changes,
    };
}

/** The events of a client, told by the test. */
export class FakeEvents {
    readonly #listeners = new Map<string, Set<(value: never) => void>>();
    isLeader = true;

    on = <K extends keyof ClientEvents>(event: K, listener: (value: ClientEvents[K]) => void): (() => void) => {
        const listeners = this.#listeners.get(event) ?? new Set();
        this.#listeners.set(event, listeners.add(listener));
        return () => void listeners.delete(listener);
    };

    tell<K extends keyof ClientEvents>(event: K, value: ClientEvents[K]): void {
        for (const listener of this.#listeners.get(event) ?? []) {
            listener(value as never);
        }
    }
}

/** A client whose server has these conversations, and answers as the real one does. */
export class FakeClient extends FakeEvents {
    readonly queries: ConversationsQuery[] = [];
    readonly asked: string[] = [];
    isDown = false;

    constructor(public all: ConversationView[]) {
        super();
    }

    readonly api = {
        conversations: async (query: ConversationsQuery = {}): Promise<ConversationPage> => {
            this.queries.push(query);
            if (this.isDown) {
                throw new Error("down");
            }

            const key = (one: ConversationView) => one.last?.syncKey ?? 0;
            const found = this.all
                .filter(one => one.state === (query.state ?? one.state))
                .filter(one => query.unread !== true || one.unread > 0)
                .filter(one => query.mine !== true || one.isMine !== false)
                .filter(one => key(one) < (query.before ?? Infinity))
                .sort((a, b) => key(b) - key(a));
            const conversations = found.slice(0, query.limit ?? 20);
            const last = conversations.at(-1);
            return {
                conversations,
                next: found.length > conversations.length && last !== undefined ? key(last) : null,
            };
        },
        conversation: async (id: string): Promise<ConversationView> => {
            this.asked.push(id);
            const found = this.all.find(one => one.id === id);
            if (found === undefined || this.isDown) {
                throw new Error("not found");
            }

            return found;
        },
    };
}

/** Lets everything that only waits for promises go on. */
export async function settled(): Promise<void> {
    for (let i = 0; i < 20; i++) {
        await Promise.resolve();
    }
}

/** A storage in memory; `isFull` has it refuse. */
export class FakeStorage implements Storage {
    readonly #items = new Map<string, string>();
    isFull = false;

    get length(): number {
        return this.#items.size;
    }

    clear(): void {
        this.#items.clear();
    }

    key(index: number): string | null {
        return [...this.#items.keys()][index] ?? null;
    }

    getItem(key: string): string | null {
        return this.#items.get(key) ?? null;
    }

    removeItem(key: string): void {
        this.#items.delete(key);
    }

    setItem(key: string, value: string): void {
        if (this.isFull) {
            throw new DOMException("full", "QuotaExceededError");
        }

        this.#items.set(key, value);
    }
}
