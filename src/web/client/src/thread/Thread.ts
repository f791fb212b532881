import type { ConversationView } from "../api/views.ts";
import type { TypingNotice } from "../ClientEvents.ts";
import type { MessageContent } from "../content/MessageContent.ts";
import type { KefuClient } from "../KefuClient.ts";
import type { OutgoingMessage } from "../messages.ts";
import type { ThreadMessage } from "./ThreadMessage.ts";

/** One conversation as a page shows it: history, what comes live, and what waits to be sent, in one list. */
export class Thread {
    constructor(
        readonly client: KefuClient,
        readonly conversation: string,
    ) {}

    /** Oldest first. Replaced, never changed. */
    get messages(): readonly ThreadMessage[] {
        throw new Error("not built yet");
    }

    /** What the server tells of the conversation, as of the last `open`; null before. */
    get details(): ConversationView | null {
        throw new Error("not built yet");
    }

    /** Whether there is history before the first message. */
    get hasOlder(): boolean {
        throw new Error("not built yet");
    }

    get isLoading(): boolean {
        throw new Error("not built yet");
    }

    /** Why the last loading failed, in English; null when it did not. */
    get error(): string | null {
        throw new Error("not built yet");
    }

    /** Who writes now, of the other side or, for sellers, a colleague. */
    get typing(): TypingNotice | null {
        throw new Error("not built yet");
    }

    /** How far the other side has read, as a key of the own queue. */
    get otherReadKey(): number {
        throw new Error("not built yet");
    }

    /** How far this identity has read. */
    get ownReadKey(): number {
        throw new Error("not built yet");
    }

    /** Loads the newest 50 messages; again, to load anew. Never throws: see `error`. */
    open(): Promise<void> {
        throw new Error("not built yet");
    }

    /** Loads the 50 before. Does nothing while loading, or at the beginning. Never throws: see `error`. */
    older(): Promise<void> {
        throw new Error("not built yet");
    }

    /** Says that everything of the other side has been read. */
    markRead(): void {
        throw new Error("not built yet");
    }

    /** @throws ContentTooLargeError */
    send(_content: MessageContent): OutgoingMessage {
        throw new Error("not built yet");
    }

    /** @returns What takes the listener off again. */
    onChange(_listener: () => void): () => void {
        throw new Error("not built yet");
    }

    /** Stops listening to the client. */
    close(): void {
        throw new Error("not built yet");
    }
}
