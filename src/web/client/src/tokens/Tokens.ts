import { ApiError } from "../api/ApiError.ts";
import type { Environment } from "../environment.ts";
import type { Identity } from "./Identity.ts";
import { readToken, type Token } from "./Token.ts";
import type { TokenProvider } from "./TokenProvider.ts";
import { TokenUnavailableError } from "./TokenUnavailableError.ts";

/** A token that is about to expire may do so on its way to the server. */
const EXPIRY_MARGIN = 30_000;
/** A provider that has not answered after milliseconds is asked again: what it waits for may never come. */
const PATIENCE = 30_000;

/** The token in use: asks the provider when there is none, when it is about to expire, and when it was refused. */
export class Tokens {
    readonly #provider: TokenProvider;
    readonly #environment: Pick<Environment, "now" | "after">;
    #token: Token | null = null;
    #asking: Promise<Token> | null = null;
    #isRefused = false;
    #abort = new AbortController();

    constructor(provider: TokenProvider, environment: Pick<Environment, "now" | "after">) {
        this.#provider = provider;
        this.#environment = environment;
    }

    /** Whose the tokens are; null until the first is there. */
    identity: Identity | null = null;

    /** A token that is good for a while, as far as can be known here. */
    async get(): Promise<string> {
        const token = this.#token;
        if (token !== null && token.expiresAt - EXPIRY_MARGIN > this.#environment.now()) return token.text;
        this.#asking ??= this.#ask().finally(() => (this.#asking = null));
        return (await this.#asking).text;
    }

    /** Says that the server refused a token: the next one is a new one. */
    refuse(token: string): void {
        if (this.#token?.text !== token) return;
        this.#token = null;
        this.#isRefused = true;
    }

    /** Makes a call with a token, and once more with a new one when it is answered with 401. */
    async use<T>(call: (token: string) => Promise<T>): Promise<T> {
        const token = await this.get();
        try {
            return await call(token);
        } catch (e) {
            if (!(e instanceof ApiError && e.status === 401)) throw e;
            this.refuse(token);
            return call(await this.get());
        }
    }

    /** Ends what is asked for; the next `get` asks again. */
    stop(): void {
        this.#abort.abort();
    }

    async #ask(): Promise<Token> {
        this.#abort = new AbortController();
        const { signal } = this.#abort;
        const stopTimer = this.#environment.after(PATIENCE, () => this.stop());
        const text = await new Promise<string>((resolve, reject) => {
            signal.addEventListener("abort", () => reject(signal.reason));
            this.#provider({ isRefused: this.#isRefused, signal }).then(resolve, reject);
        }).finally(stopTimer);
        // Backends like to end what they answer with a newline.
        const token = readToken(text.trim());
        this.identity ??= token.identity;
        if (token.identity.appid !== this.identity.appid || token.identity.uid !== this.identity.uid) {
            throw new TokenUnavailableError("the provider gave a token of somebody else: that takes another client");
        }

        this.#isRefused = false;
        this.#token = token;
        return token;
    }
}
