import { camelCase, renamed, snakeCase } from "../caseNames.ts";
import type { Environment } from "../environment.ts";
import type { Tokens } from "../tokens/Tokens.ts";
import { ApiError } from "./ApiError.ts";

/** What may be in the query of a call; what is undefined is left away. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** Calls of the HTTP API: with the token, JSON in both directions, and one kind of error. */
export class Http {
    readonly #server: URL;
    readonly #tokens: Tokens;
    readonly #fetch: Environment["fetch"];

    constructor(server: URL, tokens: Tokens, fetch: Environment["fetch"]) {
        this.#server = server;
        this.#tokens = tokens;
        this.#fetch = fetch;
    }

    /** The full address of a path on the server. */
    address(path: string, query: Query = {}): string {
        const url = new URL(path, this.#server);
        for (const [name, value] of Object.entries(query)) {
            if (value !== undefined) url.searchParams.set(snakeCase(name), String(value));
        }

        return url.href;
    }

    get<T>(path: string, query?: Query): Promise<T> {
        return this.#call<T>("GET", path, query);
    }

    post<T>(path: string, body?: object): Promise<T> {
        return this.#call<T>("POST", path, {}, body);
    }

    put<T>(path: string, body: object): Promise<T> {
        return this.#call<T>("PUT", path, {}, body);
    }

    delete(path: string, query?: Query): Promise<void> {
        return this.#call<void>("DELETE", path, query);
    }

    /** A call without a token. */
    anonymous<T>(method: string, path: string, body?: object): Promise<T> {
        return this.#once<T>(method, this.address(path), null, body);
    }

    async #call<T>(method: string, path: string, query?: Query, body?: object): Promise<T> {
        const address = this.address(path, query);
        return this.#tokens.use(token => this.#once<T>(method, address, token, body));
    }

    async #once<T>(method: string, address: string, token: string | null, body?: object): Promise<T> {
        const headers = new Headers();
        if (token !== null) headers.set("Authorization", `Bearer ${token}`);
        if (body !== undefined) headers.set("Content-Type", "application/json");
        const json = body === undefined ? null : JSON.stringify(renamed(body, snakeCase));
        const response = await this.#fetch(new Request(address, { method, headers, body: json })).catch(
            (e: unknown) => {
                throw new ApiError(0, `no answer from the server: ${String(e)}`);
            },
        );
        const text = await response.text().catch(() => "");
        return readAnswer<T>(response.status, text, response.headers.get("Retry-After"));
    }
}

/**
 * What a call answers.
 * @throws ApiError when its status says that it failed.
 */
export function readAnswer<T>(status: number, text: string, retryAfter: string | null): T {
    const isOk = status >= 200 && status < 300;
    const answer = parse(text);
    if (isOk && (answer !== undefined || text === "")) return renamed(answer, camelCase) as T;
    const problem = (typeof answer === "object" && answer !== null ? answer : {}) as Record<string, unknown>;
    const title = problem["detail"] ?? problem["title"];
    const errors = problem["errors"];
    throw new ApiError(
        isOk ? 502 : status,
        typeof title === "string" ? title : `the server answered ${status}`,
        typeof errors === "object" && errors !== null ? (errors as Record<string, string[]>) : {},
        retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) : null,
    );
}

function parse(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}
