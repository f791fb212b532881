import type { FakeTab } from "./FakeTab.ts";

/** A BroadcastChannel between the tabs of a fake browser: what is posted is copied, and comes a little later. */
export class FakeChannel {
    onmessage: ((event: { data: unknown }) => void) | null = null;
    readonly #tab: FakeTab;
    readonly #name: string;
    #isOpen = true;

    constructor(tab: FakeTab, name: string) {
        this.#tab = tab;
        this.#name = name;
        tab.channels.push(this);
    }

    postMessage(message: unknown): void {
        if (!this.#isOpen) throw new Error("the channel is closed");
        if (!this.#tab.isAlive) return;
        const data: unknown = structuredClone(message);
        for (const tab of this.#tab.browser.tabs) {
            for (const channel of tab.channels) {
                if (channel !== this && channel.#name === this.#name) queueMicrotask(() => channel.#receive(data));
            }
        }
    }

    close(): void {
        this.#isOpen = false;
    }

    #receive(data: unknown): void {
        if (this.#isOpen && this.#tab.isAlive) this.onmessage?.({ data });
    }
}
