import type { Environment } from "./environment.ts";
import type { ClientStorage } from "./storage/ClientStorage.ts";
import type { TokenProvider } from "./tokens/TokenProvider.ts";

/** What a client is made of. */
export interface KefuClientOptions {
    /** The server's address, "https://chat.shop.example": /api and /ws lie at its root. */
    server: string;
    token: TokenProvider;
    /**
     * Where delivery starts. `now`: at the newest message there is when connected, for pages that load history by HTTP.
     * `last` (the default): behind what this device has taken, or with the newest 200 messages for a new device.
     * A further tab begins where the others are.
     */
    from?: "now" | "last";
    /** Where is kept what outlives a reload: IndexedDB, unless said otherwise; nowhere, where the browser forbids it. */
    storage?: ClientStorage;
    environment?: Partial<Environment>;
}
