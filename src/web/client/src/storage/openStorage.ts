import type { Environment } from "../environment.ts";
import type { ClientStorage, IdentityStorage } from "./ClientStorage.ts";
import { IndexedDbStorage } from "./IndexedDbStorage.ts";
import { noStorage } from "./noStorage.ts";

/** In milliseconds. A database that does not open by then may never: another page holds it, or the browser hangs. */
const PATIENCE = 5000;

/** Opens an identity's storage: the browser's database, unless another is chosen; none where it cannot be opened in time. */
export function openStorage(
    { after, indexedDB, randomUuid }: Environment,
    chosen: ClientStorage | undefined,
    name: string,
): Promise<IdentityStorage> {
    const none = noStorage(randomUuid);
    const storage = chosen ?? (indexedDB && new IndexedDbStorage(indexedDB, randomUuid));
    const opening = storage?.open(name).catch(() => none) ?? Promise.resolve(none);
    return new Promise(resolve => {
        const stopTimer = after(PATIENCE, () => {
            resolve(none);
            void opening.then(late => late.close());
        });
        void opening.then(opened => {
            stopTimer();
            resolve(opened);
        });
    });
}
