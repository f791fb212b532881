import type { SellerClient } from "@kefuchat/client";
import { Observable } from "./Observable.ts";

/** How long changes are gathered before the server is asked, milliseconds. */
const GATHER_MS = 300;

/** What the total needs of a client. */
export type UnreadClient = Pick<SellerClient, "on"> & { readonly api: Pick<SellerClient["api"], "unread"> };

/** How many messages the seller has not read, in all conversations; asked of the server whenever that may have changed. */
export class UnreadTotal extends Observable {
    readonly #api: UnreadClient["api"];
    readonly #unsubscribe: readonly (() => void)[];
    #timer: ReturnType<typeof setTimeout> | undefined;
    #messages = 0;

    constructor(client: UnreadClient) {
        super();
        this.#api = client.api;
        this.#unsubscribe = [
            client.on("message", ({ from }) => from === "customer" && this.#askSoon()),
            client.on("read", ({ by }) => by === "me" && this.#askSoon()),
            client.on("reset", () => this.#askSoon()),
        ];
    }

    /** 1000 stands for that many or more. */
    get messages(): number {
        return this.#messages;
    }

    /** Asks the server now. Where it does not answer, the number stays. */
    async refresh(): Promise<void> {
        try {
            this.#messages = (await this.#api.unread()).messages;
            this.changed();
        } catch {
            // The next change, or the reset after a reconnect, asks again.
        }
    }

    /** Stops listening to the client. */
    close(): void {
        clearTimeout(this.#timer);
        this.#unsubscribe.forEach(unsubscribe => unsubscribe());
    }

    #askSoon(): void {
        this.#timer ??= setTimeout(() => {
            this.#timer = undefined;
            void this.refresh();
        }, GATHER_MS);
    }
}
