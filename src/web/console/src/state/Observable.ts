/** Something that components watch: it tells its listeners whenever it has changed. */
export abstract class Observable {
    readonly #listeners = new Set<() => void>();

    /** Calls the listener after every change; the function it returns ends that. */
    readonly onChange = (listener: () => void): (() => void) => {
        this.#listeners.add(listener);
        return () => void this.#listeners.delete(listener);
    };

    protected changed(): void {
        for (const listener of [...this.#listeners]) {
            listener();
        }
    }
}
