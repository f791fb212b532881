import type { WidgetEvents } from "../KefuChatApi.ts";

type Listener = (value: never) => void;

/** Who listens to the widget's events. A listener that throws keeps nobody else from hearing. */
export class Listeners {
    readonly #listeners = new Map<keyof WidgetEvents, Set<Listener>>();
    #isReady = false;

    on<K extends keyof WidgetEvents>(event: K, listener: (value: WidgetEvents[K]) => void): () => void {
        const listeners = this.#listeners.get(event) ?? new Set();
        this.#listeners.set(event, listeners.add(listener));
        if (event === "ready" && this.#isReady) {
            call(listener, undefined);
        }

        return () => listeners.delete(listener);
    }

    emit<K extends keyof WidgetEvents>(event: K, value: WidgetEvents[K]): void {
        this.#isReady ||= event === "ready";
        for (const listener of [...(this.#listeners.get(event) ?? [])]) {
            call(listener, value);
        }
    }
}

function call(listener: Listener, value: unknown): void {
    try {
        listener(value as never);
    } catch (error) {
        console.error("KefuChat: a listener failed.", error);
    }
}
