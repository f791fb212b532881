import type { SellerApi } from "@kefuchat/client";
import { Observable } from "./Observable.ts";

/** Whether the seller takes conversations now. */
export class Availability extends Observable {
    readonly #api: Pick<SellerApi, "setAvailability">;
    #isAway: boolean;
    #hasFailed = false;

    constructor(api: Pick<SellerApi, "setAvailability">, isAway: boolean) {
        super();
        this.#api = api;
        this.#isAway = isAway;
    }

    get isAway(): boolean {
        return this.#isAway;
    }

    /** Whether the server did not take the last change. */
    get hasFailed(): boolean {
        return this.#hasFailed;
    }

    /** Changes it; it shows at once, and goes back where the server does not take it. */
    async toggle(): Promise<void> {
        const isAway = !this.#isAway;
        this.#set(isAway, false);
        try {
            await this.#api.setAvailability(isAway ? "away" : "available");
        } catch {
            this.#set(!isAway, true);
        }
    }

    #set(isAway: boolean, hasFailed: boolean): void {
        this.#isAway = isAway;
        this.#hasFailed = hasFailed;
        this.changed();
    }
}
