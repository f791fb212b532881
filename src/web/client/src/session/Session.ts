import { fullJitter } from "../connection/backoff.ts";
import { Connection, type FrameSender } from "../connection/Connection.ts";
import type { ConnectionState } from "../ConnectionState.ts";
import type { Environment } from "../environment.ts";
import { CloseCode } from "../protocol/CloseCode.ts";
import { Command } from "../protocol/Command.ts";
import type { ServerFrame } from "../protocol/frames.ts";
import { Status } from "../protocol/Status.ts";
import type { Tokens } from "../tokens/Tokens.ts";
import { TokenUnavailableError } from "../tokens/TokenUnavailableError.ts";

const WEB = 3;
/** After so many fresh tokens that were refused in a row, asking for another is of no use. */
const MAX_FRESH_REFUSALS = 2;
/** The longest delay of a stopping server that is obeyed, in milliseconds. */
const LONGEST_DRAIN = 300_000;

/** Who is told how it goes. */
export interface SessionListener {
    onState(state: ConnectionState): void;
    /** Logged in. @param newest The queue's newest key. */
    onLogin(connection: FrameSender, newest: number): void;
    /** A frame that is not about logging in. */
    onFrame(frame: ServerFrame): void;
    /** The connection is gone. */
    onEnd(code: number, reason: string): void;
    onRefusedToken(reason: string): void;
}

/** Keeps a connection: logs in, and comes back when it breaks, after the delay that the reason for it asks for. */
export class Session {
    readonly #environment: Environment;
    readonly #tokens: Tokens;
    readonly #url: string;
    readonly #deviceId: string;
    readonly #listener: SessionListener;
    #connection: Connection | null = null;
    #token = "";
    #failures = 0;
    /** Tokens refused in a row; the first may have been an old one. */
    #refusals = 0;
    #stopDelay = () => {};
    /** Tells an attempt from one that was given up meanwhile. */
    #attempt = 0;

    constructor(environment: Environment, tokens: Tokens, url: string, deviceId: string, listener: SessionListener) {
        this.#environment = environment;
        this.#tokens = tokens;
        this.#url = url;
        this.#deviceId = deviceId;
        this.#listener = listener;
    }

    /** Connects, or, when waiting to, does not wait any longer. */
    connect(): void {
        if (this.#connection !== null) return;
        this.#stopDelay();
        void this.#open(++this.#attempt);
    }

    /** Ends it; tells nobody. */
    stop(): void {
        this.#attempt++;
        this.#stopDelay();
        this.#connection?.close();
        this.#connection = null;
    }

    /** Tries again at once, also after tokens were refused; a connection that stands is left alone. */
    retryNow(): void {
        this.#failures = 0;
        this.#refusals = 0;
        this.connect();
    }

    /** The browser says that the network is gone: the socket need not find out for itself. */
    drop(reason: string): void {
        this.#connection?.drop(reason);
    }

    /** The connection works: the next failure is the first. */
    succeed(): void {
        this.#failures = 0;
        this.#listener.onState({ kind: "online" });
    }

    async #open(attempt: number): Promise<void> {
        this.#listener.onState({ kind: "connecting" });
        try {
            const token = await this.#tokens.get();
            if (attempt === this.#attempt) this.#login(token);
        } catch (e) {
            if (attempt !== this.#attempt) return;
            if (e instanceof TokenUnavailableError) this.#listener.onState({ kind: "refused", reason: e.message });
            else this.#waitFor(this.#backoff(), String(e));
        }
    }

    /** @throws DOMException where the browser allows no such socket: without TLS in a page with, say. */
    #login(token: string): void {
        this.#token = token;
        const connection = new Connection(this.#environment, this.#url, {
            onOpen: () => void connection.send(Command.AuthToken, 0, [WEB, token, this.#deviceId]),
            onFrame: frame => this.#onFrame(connection, frame),
            onClose: (code, reason) => this.#onClose(code, reason),
        });
        this.#connection = connection;
    }

    #onFrame(connection: Connection, frame: ServerFrame): void {
        if (frame.command !== Command.AuthStatus) return this.#listener.onFrame(frame);
        // Of a refusal the close that follows says what to do.
        if (frame.status !== Status.Ok) return;
        this.#refusals = 0;
        connection.keepAlive();
        this.#listener.onLogin(connection, frame.syncKey);
    }

    #onClose(code: number, reason: string): void {
        this.#connection = null;
        this.#listener.onEnd(code, reason);
        if (code === CloseCode.TokenRefused) {
            this.#tokens.refuse(this.#token);
            this.#listener.onRefusedToken(reason);
            if (++this.#refusals > MAX_FRESH_REFUSALS) {
                this.#listener.onState({ kind: "refused", reason: `fresh tokens are refused: ${reason}` });
                return;
            }
        }

        const drain = code === CloseCode.GoingAway ? drainDelay(reason) : null;
        this.#waitFor(drain ?? this.#backoff(), `closed with ${code} ${reason}`.trim());
    }

    #backoff(): number {
        return fullJitter(this.#failures++, this.#environment.random);
    }

    #waitFor(delay: number, reason: string): void {
        this.#listener.onState({ kind: "waiting", retryAt: this.#environment.now() + delay, reason });
        this.#stopDelay = this.#environment.after(delay, () => this.connect());
    }
}

/** The delay that a stopping server asks for, in milliseconds; null where the reason is none. */
function drainDelay(reason: string): number | null {
    return /^\d+$/.test(reason) ? Math.min(LONGEST_DRAIN, Number(reason)) : null;
}
