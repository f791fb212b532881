import { IDBFactory } from "fake-indexeddb";
import type { Environment } from "../../src/environment.ts";
import { FakeClock } from "./FakeClock.ts";
import { FakeLocks } from "./FakeLocks.ts";
import { FakeServer } from "./FakeServer.ts";
import { FakeTab } from "./FakeTab.ts";

/** What the tabs of a browser share, and the server they talk to. */
export class FakeBrowser {
    readonly clock = new FakeClock();
    readonly server = new FakeServer();
    readonly locks = new FakeLocks();
    readonly tabs = new Set<FakeTab>();
    indexedDB: IDBFactory | null = new IDBFactory();
    /** What `Math.random` says. */
    random = 0.5;
    #ids = 0;

    openTab(): FakeTab {
        const tab = new FakeTab(this);
        this.tabs.add(tab);
        return tab;
    }

    /** The parts of an environment that are the same in all tabs. */
    shared(): Pick<Environment, "now" | "random" | "randomUuid" | "indexedDB" | "fetch"> {
        return {
            now: this.clock.now,
            random: () => this.random,
            randomUuid: () => `uuid-${++this.#ids}`,
            indexedDB: this.indexedDB,
            fetch: this.server.fetch,
        };
    }
}
