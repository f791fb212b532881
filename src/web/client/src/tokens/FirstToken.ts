import { fullJitter } from "../connection/backoff.ts";
import type { ConnectionState } from "../ConnectionState.ts";
import type { Environment } from "../environment.ts";
import type { Identity } from "./Identity.ts";
import type { Tokens } from "./Tokens.ts";
import { TokenUnavailableError } from "./TokenUnavailableError.ts";

/** Asks for the first token, which tells whose client this is, until there is one. */
export class FirstToken {
    readonly #environment: Environment;
    readonly #tokens: Tokens;
    readonly #onState: (state: ConnectionState) => void;
    #wake = () => {};

    constructor(environment: Environment, tokens: Tokens, onState: (state: ConnectionState) => void) {
        this.#environment = environment;
        this.#tokens = tokens;
        this.#onState = onState;
    }

    /**
     * Whose the token is; null when `signal` was aborted meanwhile.
     * @throws TokenUnavailableError when there is none to be had.
     */
    async ask(signal: AbortSignal): Promise<Identity | null> {
        signal.addEventListener("abort", () => this.retryNow());
        for (let failures = 0; !signal.aborted; failures++) {
            this.#onState({ kind: "connecting" });
            try {
                await this.#tokens.get();
                return signal.aborted ? null : this.#tokens.identity;
            } catch (e) {
                if (signal.aborted) return null;
                if (e instanceof TokenUnavailableError) throw e;
                await this.#pause(fullJitter(failures, this.#environment.random), `no token: ${String(e)}`);
            }
        }

        return null;
    }

    /** Ends a pause between two attempts. */
    retryNow(): void {
        this.#wake();
    }

    async #pause(delay: number, reason: string): Promise<void> {
        this.#onState({ kind: "waiting", retryAt: this.#environment.now() + delay, reason });
        await new Promise<void>(resolve => {
            const stopTimer = this.#environment.after(delay, resolve);
            this.#wake = () => {
                stopTimer();
                resolve();
            };
        });
    }
}
