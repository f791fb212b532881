import type { OutboxEntry } from "../storage/OutboxEntry.ts";

/** What waits to be sent in one conversation, in order. At most the first is on its way. */
export class Lane {
    readonly entries: OutboxEntry[] = [];
    /** Whether the first entry is on its way, or waits for something that tells when it is over. */
    isBusy = false;
    /** How often the first entry was refused for now. */
    refusals = 0;
    stopPause = () => {};
}
