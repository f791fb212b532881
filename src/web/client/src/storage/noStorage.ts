import type { IdentityStorage } from "./ClientStorage.ts";

/** Where the browser keeps nothing: what is to be sent is kept by the tab that wrote it, as long as that lives. */
export function noStorage(randomUuid: () => string): IdentityStorage {
    const nothing = async () => {};
    return {
        deviceId: async () => randomUuid(),
        key: async () => null,
        setKey: nothing,
        outbox: async () => [],
        put: nothing,
        remove: nothing,
        clear: nothing,
        close: () => {},
    };
}
