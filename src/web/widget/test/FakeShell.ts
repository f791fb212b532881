import { Kept } from "../src/Kept.ts";
import type { WidgetEvents } from "../src/KefuChatApi.ts";
import type { Shell } from "../src/Shell.ts";

/** A shell in happy-dom's page that writes down what it is told. */
export class FakeShell implements Shell {
    readonly root: ShadowRoot;
    readonly frame: HTMLElement;
    readonly server = "https://chat.example";
    readonly store = 1001;
    readonly language = "en";
    readonly kept = new Kept(1001);
    readonly events: [string, unknown][] = [];
    badge = 0;
    closings = 0;

    constructor() {
        const host = document.createElement("div");
        this.root = host.attachShadow({ mode: "open" });
        this.frame = document.createElement("div");
        this.root.append(this.frame);
        document.body.append(host);
    }

    setUnread(count: number): void {
        this.badge = count;
    }

    close(): void {
        this.closings++;
    }

    emit<K extends keyof WidgetEvents>(event: K, value: WidgetEvents[K]): void {
        this.events.push([event, value]);
    }
}
