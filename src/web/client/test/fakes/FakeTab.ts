import { KefuClient, type KefuClientOptions } from "../../src/index.ts";
import type { Environment } from "../../src/environment.ts";
import type { FakeBrowser } from "./FakeBrowser.ts";
import { FakeChannel } from "./FakeChannel.ts";
import { FakeXhr } from "./FakeXhr.ts";
import { tokenOf } from "./tokens.ts";

/** A tab of a browser: it can die at any moment, and then nothing of it does anything any more. */
export class FakeTab {
    readonly browser: FakeBrowser;
    readonly network = new EventTarget();
    readonly channels: FakeChannel[] = [];
    readonly uploads: FakeXhr[] = [];
    isAlive = true;
    readonly #locks = new Set<() => void>();

    constructor(browser: FakeBrowser) {
        this.browser = browser;
    }

    /** A client in this tab: of customer (7, 42) unless said otherwise. */
    client(options: Partial<KefuClientOptions> = {}): KefuClient {
        const token = async () => tokenOf(7, 42, this.browser.clock.now());
        return new KefuClient({
            server: "https://chat.test",
            token,
            ...options,
            environment: { ...this.environment(), ...options.environment },
        });
    }

    environment(): Environment {
        const { clock, server, locks } = this.browser;
        return {
            ...this.browser.shared(),
            after: (milliseconds, action) => clock.after(milliseconds, () => this.isAlive && action()),
            openSocket: (url, protocol) => server.openSocket(this, url, protocol),
            openUpload: () => {
                const upload = new FakeXhr();
                this.uploads.push(upload);
                return upload as unknown as XMLHttpRequest;
            },
            openChannel: name => new FakeChannel(this, name) as unknown as BroadcastChannel,
            locks: locks.of(release => this.#locks.add(release)),
            network: this.network,
        };
    }

    /** The tab crashes: its socket is closed by the system, its locks are released, and nothing else happens. */
    die(): void {
        this.isAlive = false;
        this.browser.tabs.delete(this);
        this.browser.server.forget(this);
        for (const release of this.#locks) release();
    }
}
