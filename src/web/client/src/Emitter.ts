/** Tells listeners of named events. */
export class Emitter<Events> {
    readonly #listeners = new Map<keyof Events, Set<(value: never) => void>>();

    /** @returns What takes the listener off again. */
    on<K extends keyof Events>(event: K, listener: (value: Events[K]) => void): () => void {
        // A wrapper of its own, so that the same function may listen twice.
        const own = (value: Events[K]) => listener(value);
        const listeners = this.#listeners.get(event) ?? new Set();
        this.#listeners.set(event, listeners.add(own));
        return () => void listeners.delete(own);
    }

    /** One listener's error keeps nothing from the others: it is thrown where the page's errors are. */
    emit<K extends keyof Events>(event: K, value: Events[K]): void {
        for (const listener of [...(this.#listeners.get(event) ?? [])] as ((value: Events[K]) => void)[]) {
            try {
                listener(value);
            } catch (e) {
                queueMicrotask(() => {
                    throw e;
                });
            }
        }
    }
}
