import type { ClientStorage, IdentityStorage } from "./ClientStorage.ts";
import type { OutboxEntry } from "./OutboxEntry.ts";

/** Keeps things as long as the tab lives, where the browser allows no more. */
export class MemoryStorage implements ClientStorage {
    readonly #randomUuid: () => string;
    readonly #identities = new Map<string, IdentityStorage>();

    constructor(randomUuid: () => string) {
        this.#randomUuid = randomUuid;
    }

    async open(name: string): Promise<IdentityStorage> {
        const storage = this.#identities.get(name) ?? memoryOf(this.#randomUuid);
        this.#identities.set(name, storage);
        return storage;
    }
}

function memoryOf(randomUuid: () => string): IdentityStorage {
    const outbox = new Map<string, OutboxEntry>();
    let deviceId = randomUuid();
    let key: number | null = null;
    return {
        deviceId: async () => deviceId,
        key: async () => key,
        setKey: async value => void (key = value),
        outbox: async () => [...outbox.values()].sort((a, b) => a.createdAt - b.createdAt),
        put: async entry => void outbox.set(entry.uuid, entry),
        remove: async uuid => void outbox.delete(uuid),
        clear: async () => {
            outbox.clear();
            deviceId = randomUuid();
            key = null;
        },
        close: () => {},
    };
}
