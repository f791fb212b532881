import type { ClientEvents, KefuClient } from "../../src/index.ts";

/** Everything of one event that a client tells from now on. */
export function recorded<K extends keyof ClientEvents>(client: KefuClient, event: K): ClientEvents[K][] {
    const values: ClientEvents[K][] = [];
    client.on(event, value => values.push(value));
    return values;
}
