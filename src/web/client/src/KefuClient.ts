import { KefuApi } from "./api/KefuApi.ts";
import type { ClientEvents } from "./ClientEvents.ts";
import type { ConnectionState } from "./ConnectionState.ts";
import type { MessageContent } from "./content/MessageContent.ts";
import { Emitter } from "./Emitter.ts";
import { browserEnvironment } from "./environment.ts";
import type { KefuClientOptions } from "./KefuClientOptions.ts";
import type { OutgoingMessage } from "./messages.ts";
import type { Identity } from "./tokens/Identity.ts";
import { Tokens } from "./tokens/Tokens.ts";

/** A client of one identity. The tabs of a browser that have the same identity share one socket. */
export class KefuClient {
    /** The HTTP API with the same token; usable before `start`. */
    readonly api: KefuApi;
    readonly #events = new Emitter<ClientEvents>();
    readonly #tokens: Tokens;

    /** @throws TypeError when the server's address is none. */
    constructor(options: KefuClientOptions) {
        const environment = { ...browserEnvironment(), ...options.environment };
        this.#tokens = new Tokens(options.token, environment.now);
        this.api = new KefuApi(new URL(options.server), this.#tokens, environment);
    }

    get state(): ConnectionState {
        return { kind: "stopped" };
    }

    /** Whose client this is: known once a token is there. */
    get identity(): Identity | null {
        return this.#tokens.identity;
    }

    /** Whether this tab has the socket. */
    get isLeader(): boolean {
        return false;
    }

    /**
     * Resolves when the identity is known and the tab group is joined; connects in the background.
     * @throws What the token provider throws.
     */
    start(): Promise<void> {
        throw new Error("not built yet");
    }

    /** Leaves the tab group. What waits to be sent is kept for the next start. */
    stop(): Promise<void> {
        throw new Error("not built yet");
    }

    /** Stops, and removes what this device keeps for the identity, unsent messages as well: for signing out. */
    forget(): Promise<void> {
        throw new Error("not built yet");
    }

    /** Tries to connect at once. Happens by itself when the browser says that the network is back. */
    retryNow(): void {
        throw new Error("not built yet");
    }

    /**
     * Writes a message. Works while offline, and before `start` has resolved.
     * @throws ContentTooLargeError, or RangeError when the conversation's id is none.
     */
    send(_conversation: string, _content: MessageContent): OutgoingMessage {
        throw new Error("not built yet");
    }

    /** Writes a refused message once more, under a new uuid; the refused one is gone. Does nothing for any other uuid. */
    resend(_uuid: string): OutgoingMessage | null {
        throw new Error("not built yet");
    }

    /** Says that somebody writes here, at most every 3 s; dropped while offline. */
    typing(_conversation: string, _isTyping = true): void {
        throw new Error("not built yet");
    }

    /** Says that everything up to a key of the own queue has been read. Never goes back; kept until the server has it. */
    read(_conversation: string, _syncKey: number): void {
        throw new Error("not built yet");
    }

    /** What is not stored yet, from all tabs of this identity, in the order it was written; refused ones stay till resent. */
    outgoing(_conversation: string): readonly OutgoingMessage[] {
        throw new Error("not built yet");
    }

    /** @returns What takes the listener off again. */
    on<K extends keyof ClientEvents>(event: K, listener: (value: ClientEvents[K]) => void): () => void {
        return this.#events.on(event, listener);
    }
}
