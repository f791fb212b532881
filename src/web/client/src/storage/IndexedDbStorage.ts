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
        const device = this.#store(DEVICE);
        const known: unknown = await resultOf(device.get("id"));
        if (typeof known === "string") return known;
        const id = this.#randomUuid();
        await resultOf(device.put(id, "id"));
        return id;
    }

    async key(): Promise<number | null> {
        const key: unknown = await resultOf(this.#store(DEVICE).get("key"));
        return typeof key === "number" ? key : null;
    }

    async setKey(key: number): Promise<void> {
        await resultOf(this.#store(DEVICE).put(key, "key"));
    }

    async outbox(): Promise<OutboxEntry[]> {
        const entries = (await resultOf(this.#store(OUTBOX).getAll())) as OutboxEntry[];
        return entries.sort((a, b) => a.createdAt - b.createdAt);
    }

    async put(entry: OutboxEntry): Promise<void> {
        await resultOf(this.#store(OUTBOX).put(entry));
    }

    async remove(uuid: string): Promise<void> {
        await resultOf(this.#store(OUTBOX).delete(uuid));
    }

    async clear(): Promise<void> {
        const all = this.#database.transaction([DEVICE, OUTBOX], "readwrite");
        await Promise.all([DEVICE, OUTBOX].map(name => resultOf(all.objectStore(name).clear())));
    }

    close(): void {
        this.#database.close();
    }

    /** One of the two, in a transaction of its own. */
    #store(name: string): IDBObjectStore {
        return this.#database.transaction(name, "readwrite").objectStore(name);
    }
}

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
    return new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
}
