import type { Person, StoreProfile } from "@kefuchat/client";
import type { Session } from "./session/Session.ts";

/** How often it is asked who is here, while somebody looks, milliseconds. */
const INTERVAL = 60_000;

/** What is known of the store and of who answers. It changes without anybody telling. */
export class Presence {
    readonly #store: number;
    readonly #session: () => Session | null;
    readonly #onChange: () => void;
    #profile: StoreProfile | null = null;
    #seller: Person | null = null;
    #timer: ReturnType<typeof setInterval> | undefined;

    /** @param session Whose conversation it is about, at any time. */
    constructor(store: number, session: () => Session | null, onChange: () => void) {
        this.#store = store;
        this.#session = session;
        this.#onChange = onChange;
    }

    /** null while it is not known, or cannot be had. */
    get profile(): StoreProfile | null {
        return this.#profile;
    }

    /** Who answers, as far as is known. */
    get seller(): Person | null {
        return this.#seller;
    }

    /** Asks now and from time to time. */
    watch(): void {
        void this.refresh();
        this.#timer = setInterval(() => void this.refresh(), INTERVAL);
    }

    unwatch(): void {
        clearInterval(this.#timer);
    }

    /** Who answers the next one is not known. */
    forgetSeller(): void {
        this.#seller = null;
    }

    /** What cannot be had now stays as it was. */
    async refresh(): Promise<void> {
        const session = this.#session();
        if (session === null) {
            return;
        }

        const [profile, details] = await Promise.all([
            session.client.api.profile(this.#store).catch(() => this.#profile),
            session.details(),
        ]);
        this.#profile = profile;
        if (session === this.#session()) {
            this.#seller = details?.seller ?? this.#seller;
        }

        this.#onChange();
    }
}
