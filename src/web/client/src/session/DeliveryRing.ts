import type { Delivery } from "./Delivery.ts";

const SIZE = 200;

/** The newest deliveries, for tabs that missed some. */
export class DeliveryRing {
    #deliveries: Delivery[] = [];

    add(delivery: Delivery): void {
        // Nothing before a jump leads to what comes after it.
        if (delivery.prev === null) this.#deliveries = [];
        else this.#deliveries = [...this.#deliveries.slice(1 - SIZE), delivery];
    }

    /**
     * What brings a tab from its key to the newest.
     * @param from The tab's key; null for a new tab, which starts where the others are.
     * @param key Where the leader is; null where it has not begun.
     */
    since(from: number | null, key: number | null, isFromNow: boolean): readonly Delivery[] {
        if (key === null || (from !== null && from >= key)) return [];
        const missed = this.#deliveries.findIndex(({ prev }) => prev === from);
        if (from !== null && missed >= 0) return this.#deliveries.slice(missed);
        const reason = from !== null ? "too much was missed" : isFromNow ? "delivery begins here" : null;
        return [{ prev: null, key, message: null, reset: reason }];
    }
}
