import type { Environment } from "../environment.ts";
import type { ClientStorage, IdentityStorage } from "./ClientStorage.ts";
import { IndexedDbStorage } from "./IndexedDbStorage.ts";
import { noStorage } from "./noStorage.ts";

/** Opens an identity's storage: the browser's database, unless another is chosen; none where it cannot be opened. */
export async function openStorage(
    { indexedDB, randomUuid }: Environment,
    chosen: ClientStorage | undefined,
    name: string,
): Promise<IdentityStorage> {
    const storage = chosen ?? (indexedDB && new IndexedDbStorage(indexedDB, randomUuid));
    return (await storage?.open(name).catch(() => null)) ?? noStorage(randomUuid);
}
