/** Lets everything happen that needs no time to pass: promises, and the tasks of the fake database. */
export async function settle(): Promise<void> {
    // A transaction of the database takes a few tasks; each task is followed by all promises that are due.
    for (let task = 0; task < 20; task++) await new Promise(resolve => setImmediate(resolve));
}

interface Timer {
    readonly at: number;
    readonly action: () => void;
}

/** Time that passes when the test says so. */
export class FakeClock {
    #now = Date.UTC(2026, 0, 1);
    readonly #timers = new Set<Timer>();

    readonly now = (): number => this.#now;

    readonly after = (milliseconds: number, action: () => void): (() => void) => {
        const timer = { at: this.#now + milliseconds, action };
        this.#timers.add(timer);
        return () => void this.#timers.delete(timer);
    };

    /** How many timers are set. */
    get pending(): number {
        return this.#timers.size;
    }

    /** Lets time pass, each timer at its moment. */
    async advance(milliseconds: number): Promise<void> {
        const end = this.#now + milliseconds;
        await settle();
        for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
            this.#now = Math.max(this.#now, next.at);
            this.#timers.delete(next);
            next.action();
            await settle();
        }

        this.#now = end;
    }

    #next(end: number): Timer | undefined {
        return [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
    }
}
