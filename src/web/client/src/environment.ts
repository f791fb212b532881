/** What the client uses of the browser; tests and programs outside a browser put their own in. */
export interface Environment {
    /** Epoch milliseconds. */
    now(): number;
    /** 0 up to, but not including, 1. */
    random(): number;
    randomUuid(): string;
    /** Runs something once, after milliseconds; returns what takes it back. */
    after(milliseconds: number, action: () => void): () => void;
    fetch(request: Request): Promise<Response>;
    openSocket(url: string, protocol: string): WebSocket;
    openUpload(): XMLHttpRequest;
    /** null: the tabs cannot talk with each other, and each has a socket of its own. */
    openChannel: ((name: string) => BroadcastChannel) | null;
    locks: Pick<LockManager, "request"> | null;
    /** null: nothing outlives a reload. */
    indexedDB: IDBFactory | null;
    /** Where `online` and `offline` events come; null for none. */
    network: Pick<EventTarget, "addEventListener" | "removeEventListener"> | null;
}

/** The browser's own. Without a secure context it has no locks, and some settings forbid storage. */
export function browserEnvironment(): Environment {
    const { locks } = (globalThis.navigator ?? {}) as Partial<Navigator>;
    return {
        now: () => Date.now(),
        random: () => Math.random(),
        randomUuid,
        after: (milliseconds, action) => {
            const timer = setTimeout(action, milliseconds);
            return () => clearTimeout(timer);
        },
        fetch: request => fetch(request),
        openSocket: (url, protocol) => new WebSocket(url, protocol),
        openUpload: () => new XMLHttpRequest(),
        openChannel: typeof BroadcastChannel === "undefined" ? null : name => new BroadcastChannel(name),
        locks: locks ?? null,
        indexedDB: allowedIndexedDB(),
        network: typeof window === "undefined" ? null : window,
    };
}

/** Reading the property alone throws where a page's frame may store nothing. */
function allowedIndexedDB(): IDBFactory | null {
    try {
        return globalThis.indexedDB ?? null;
    } catch {
        return null;
    }
}

/** `crypto.randomUUID` is there in secure contexts only; 128 random bits are everywhere. */
function randomUuid(): string {
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, "0")).join("");
}
