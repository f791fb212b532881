import type { ClientStorage, IdentityStorage } from "./ClientStorage.ts";
import type { OutboxEntry } from "./OutboxEntry.ts";

const VERSION = 1;
const DEVICE = "device";
const OUTBOX = "outbox";

/** Keeps things in the browser's database, one for each identity. */
export class IndexedDbStorage implements ClientStorage {
    readonly #factory: IDBFactory;
    readonly #randomUuid: () => string;

    constructor(factory: IDBFactory, randomUuid: () => string) {
        this.#factory = factory;
        this.#randomUuid = randomUuid;
    }

    /** @throws DOMException where the browser allows no database. */
    async open(name: string): Promise<IdentityStorage> {
        const opening = this.#factory.open(name, VERSION);
        opening.onupgradeneeded = () => {
            opening.result.createObjectStore(DEVICE);
            opening.result.createObjectStore(OUTBOX, { keyPath: "uuid" });
        };
        const database = await resultOf(opening);
        // A later version that wants to change the database is not to wait for this page.
        database.onversionchange = () => database.close();
        return new IdentityDatabase(database, this.#randomUuid);
    }
}

class IdentityDatabase implements IdentityStorage {
    readonly #database: IDBDatabase;
    readonly #randomUuid: () => string;

    constructor(database: IDBDatabase, randomUuid: () => string) {
        this.#database = database;
        this.#randomUuid = randomUuid;
    }

    async deviceId(): Promise<string> {
        const known: unknown = await this.#do(DEVICE, device => device.get("id"));
        if (typeof known === "string") return known;
        const id = this.#randomUuid();
        await this.#do(DEVICE, device => device.put(id, "id"));
        return id;
    }

    async key(): Promise<number | null> {
        const key: unknown = await this.#do(DEVICE, device => device.get("key"));
        return typeof key === "number" ? key : null;
    }

    async setKey(key: number): Promise<void> {
        await this.#do(DEVICE, device => device.put(key, "key"));
    }

    async outbox(): Promise<OutboxEntry[]> {
        const entries: OutboxEntry[] = await this.#do(OUTBOX, outbox => outbox.getAll());
        return entries.sort((a, b) => a.createdAt - b.createdAt);
    }

    async put(entry: OutboxEntry): Promise<void> {
        await this.#do(OUTBOX, outbox => outbox.put(entry));
    }

    remove(uuid: string): Promise<void> {
        return this.#do(OUTBOX, outbox => outbox.delete(uuid));
    }

    async clear(): Promise<void> {
        await Promise.all([DEVICE, OUTBOX].map(name => this.#do(name, store => store.clear())));
    }

    close(): void {
        this.#database.close();
    }

    /** Does one thing, in a transaction of its own; resolves once that is on the disk itself, not merely under way to it. */
    async #do<T>(name: string, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
        const transaction = this.#database.transaction(name, "readwrite", { durability: "strict" });
        const request = ask(transaction.objectStore(name));
        return new Promise((resolve, reject) => {
            transaction.oncomplete = () => resolve(request.result);
            // A request that fails ends here as well. A full disk shows when everything was written, and has no request.
            transaction.onabort = () => reject(transaction.error);
        });
    }
}

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
    return new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
}
