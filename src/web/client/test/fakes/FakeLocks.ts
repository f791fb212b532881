interface Waiting {
    readonly grant: () => void;
}

/** Web Locks between the tabs of a fake browser: exclusive ones only. */
export class FakeLocks {
    readonly #queues = new Map<string, Waiting[]>();
    readonly #held = new Set<string>();

    /** The locks as one tab sees them. @param onHeld Told what releases a lock the tab holds, should the tab die. */
    of(onHeld: (release: () => void) => void): Pick<LockManager, "request"> {
        const request = (name: string, options: LockOptions, callback: (lock: Lock | null) => unknown) =>
            new Promise((resolve, reject) => {
                const grant = () => {
                    this.#held.add(name);
                    const release = () => this.#release(name);
                    let isOver = false;
                    const once = () => {
                        if (!isOver) release();
                        isOver = true;
                    };
                    onHeld(once);
                    const answer = Promise.resolve(callback({ name, mode: "exclusive" }));
                    answer.then(resolve, reject).finally(once);
                };
                if (!this.#held.has(name)) return queueMicrotask(grant);
                if (options.ifAvailable === true) return queueMicrotask(() => resolve(callback(null)));
                const waiting = { grant };
                const queue = this.#queues.get(name) ?? [];
                this.#queues.set(name, [...queue, waiting]);
                options.signal?.addEventListener("abort", () => {
                    this.#queues.set(
                        name,
                        (this.#queues.get(name) ?? []).filter(other => other !== waiting),
                    );
                    reject(new DOMException("aborted", "AbortError"));
                });
            });
        return { request: request as LockManager["request"] };
    }

    #release(name: string): void {
        this.#held.delete(name);
        const [next, ...rest] = this.#queues.get(name) ?? [];
        this.#queues.set(name, rest);
        if (next !== undefined) queueMicrotask(next.grant);
    }
}
