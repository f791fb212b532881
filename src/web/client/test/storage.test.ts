import { IDBDatabase, IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { IdentityStorage } from "../src/storage/ClientStorage.ts";
import { IndexedDbStorage } from "../src/storage/IndexedDbStorage.ts";

const ENTRY = { uuid: "u1", conversation: "1001.7.42", content: "{}", createdAt: 1 };
let storage: IdentityStorage;

beforeEach(async () => {
    storage = await new IndexedDbStorage(new IDBFactory(), () => "uuid").open("kefuchat:chat.test:7.42");
});

afterEach(() => {
    vi.restoreAllMocks();
});

test("an entry is kept only once its transaction is complete: a full disk shows as late as that", async () => {
    const begin = IDBDatabase.prototype.transaction;
    vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (this: IDBDatabase, ...how) {
        const transaction = begin.apply(this, how);
        const open = transaction.objectStore.bind(transaction);
        transaction.objectStore = name => {
            const store = open(name);
            const put = store.put.bind(store);
            store.put = value => {
                const request = put(value);
                request.addEventListener("success", () => transaction.abort());
                return request;
            };
            return store;
        };
        return transaction;
    });
    await expect(storage.put(ENTRY)).rejects.toThrow();
    vi.restoreAllMocks();
    expect(await storage.outbox()).toEqual([]);
    await storage.put(ENTRY);
    expect(await storage.outbox()).toEqual([ENTRY]);
});

test("what was written outlives a crash of the whole device", async () => {
    const begin = vi.spyOn(IDBDatabase.prototype, "transaction");
    await storage.put(ENTRY);
    expect(begin.mock.calls).toEqual([["outbox", "readwrite", { durability: "strict" }]]);
});

test("a request that fails says why", async () => {
    const none = { conversation: "1001.7.42" } as unknown as typeof ENTRY;
    await expect(storage.put(none)).rejects.toThrow();
    storage.close();
    await expect(storage.put(ENTRY)).rejects.toThrow();
});
