import type { KefuClient } from "../../src/index.ts";
import { FakeBrowser } from "./FakeBrowser.ts";
import { settle } from "./FakeClock.ts";
import type { FakeTab } from "./FakeTab.ts";
import { answerSync } from "./messages.ts";

/** Tabs of one browser, each with a client of the same identity. */
export class OpenTabs {
    readonly browser = new FakeBrowser();
    readonly tabs: FakeTab[] = [];
    readonly clients: KefuClient[] = [];
    /** The keys of what each tab was delivered. */
    readonly keys: number[][] = [];

    /** Three tabs, online; messages 1 and 2 were delivered to the first before the others were opened. */
    static async three(): Promise<OpenTabs> {
        const open = new OpenTabs();
        await open.add();
        open.browser.server.socket.login(2);
        answerSync(open.browser.server.socket, 0, [1, 2], 2);
        await open.add();
        await open.add();
        return open;
    }

    async add(from: "now" | "last" = "last"): Promise<KefuClient> {
        const tab = this.browser.openTab();
        const client = tab.client({ from });
        const delivered: number[] = [];
        client.on("message", ({ syncKey }) => delivered.push(syncKey));
        this.tabs.push(tab);
        this.clients.push(client);
        this.keys.push(delivered);
        await client.start();
        await settle();
        return client;
    }
}

/** An item of a list that is long enough. */
export function at<T>(list: readonly T[], index: number): T {
    const item = list[index];
    if (item === undefined) throw new Error(`there is no ${index}`);
    return item;
}
