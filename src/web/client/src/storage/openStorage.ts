import type { Environment } from "../environment.ts";
import type { ClientStorage, IdentityStorage } from "./ClientStorage.ts";
import { IndexedDbStorage } from "./IndexedDbStorage.ts";
import { MemoryStorage } from "./MemoryStorage.ts";

/** Opens an identity's storage: in the browser's database, or in memory where there is none or it is forbidden. */
export async function openStorage(
    { indexedDB, randomUuid }: Environment,
    chosen: ClientStorage | undefined,
    name: string,
): Promise<IdentityStorage> {
    const memory = new MemoryStorage(randomUuid);
    const storage = chosen ?? (indexedDB === null ? memory : new IndexedDbStorage(indexedDB, randomUuid));
    return storage.open(name).catch(() => memory.open(name));
}
