import type { Environment } from "../environment.ts";
import type { ClientStorage, IdentityStorage } from "./ClientStorage.ts";
import { IndexedDbStorage } from "./IndexedDbStorage.ts";
import { noStorage } from "./noStorage.ts";
import { patiently } from "./patiently.ts";

/** Opens an identity's storage: the browser's database, unless another is chosen; none where it cannot be opened. */
export async function openStorage(
    environment: Environment,
    chosen: ClientStorage | undefined,
    name: string,
): Promise<IdentityStorage> {
    const { indexedDB, randomUuid } = environment;
    const none = noStorage(randomUuid);
    const storage = chosen ?? (indexedDB && new IndexedDbStorage(indexedDB, randomUuid));
    return storage === null ? none : patiently(environment, storage.open(name), none);
}
