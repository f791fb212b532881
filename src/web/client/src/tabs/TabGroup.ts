import type { Environment } from "../environment.ts";
import type { TabMessage } from "./TabMessage.ts";

/**
 * The tabs of a browser that have the same identity. Whoever holds the group's lock leads it; the browser takes the lock
 * from a tab that dies and gives it to the next.
 */
export class TabGroup {
    readonly #environment: Environment;
    readonly #name: string;
    readonly #onLead: () => void;
    readonly #leaving = new AbortController();
    readonly #channel: BroadcastChannel | null;
    #isLeading = false;
    #release = () => {};

    /**
     * @param onMessage Told of what the other tabs post.
     * @param onLead Told when this tab leads from now on.
     */
    constructor(environment: Environment, name: string, onMessage: (message: TabMessage) => void, onLead: () => void) {
        this.#environment = environment;
        this.#name = name;
        this.#onLead = onLead;
        // Without locks nobody could say who leads: then every tab leads itself, and listens to nobody.
        this.#channel = environment.locks === null ? null : (environment.openChannel?.(name) ?? null);
        if (this.#channel !== null) this.#channel.onmessage = ({ data }) => onMessage(data as TabMessage);
    }

    /** Resolves when it is clear whether this tab leads for now. */
    async join(): Promise<void> {
        const { locks } = this.#environment;
        if (locks === null || this.#channel === null) return this.#onLead();
        await new Promise<void>(resolve => {
            locks
                .request(this.#name, { ifAvailable: true }, lock => {
                    const held = lock === null ? null : this.#lead();
                    resolve();
                    return held;
                })
                // A frame without an origin has no locks, though it looks as if it had.
                .catch(() => resolve(void this.#lead()));
        });
        const { signal } = this.#leaving;
        if (this.#isLeading || signal.aborted) return;
        void locks.request(this.#name, { signal }, () => this.#lead()).catch(() => {});
    }

    /** Tells the other tabs. */
    post(message: TabMessage): void {
        this.#channel?.postMessage(message);
    }

    leave(): void {
        this.#leaving.abort();
        this.#release();
        this.#channel?.close();
    }

    /** Holds the lock until the group is left. */
    #lead(): Promise<void> {
        if (this.#leaving.signal.aborted) return Promise.resolve();
        this.#isLeading = true;
        const held = new Promise<void>(resolve => (this.#release = resolve));
        this.#onLead();
        return held;
    }
}
