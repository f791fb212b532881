import type { ClientEvents, KefuClient } from "../../src/index.ts";

const PATIENCE = 30_000;

/** Resolves with the first value of an event that is as wanted, or fails. Call it before what makes the event happen. */
export function heard<K extends keyof ClientEvents>(
    client: KefuClient,
    event: K,
    isWanted: (value: ClientEvents[K]) => boolean = () => true,
): Promise<ClientEvents[K]> {
    return new Promise((resolve, reject) => {
        const timer = setTimeout(() => end(() => reject(new Error(`no ${event} as wanted within 30 s`))), PATIENCE);
        const off = client.on(event, value => {
            if (isWanted(value)) end(() => resolve(value));
        });
        const end = (settle: () => void) => {
            clearTimeout(timer);
            off();
            settle();
        };
    });
}

/** Starts a client, and resolves when it is online. */
export async function online<T extends KefuClient>(client: T): Promise<T> {
    const isOnline = heard(client, "state", ({ kind }) => kind === "online");
    await client.start();
    await isOnline;
    return client;
}
