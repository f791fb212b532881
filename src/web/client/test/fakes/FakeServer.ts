import { FakeSocket } from "./FakeSocket.ts";
import type { FakeTab } from "./FakeTab.ts";

/** What a call is answered with. */
export interface Answer {
    readonly status?: number;
    readonly body?: unknown;
    readonly headers?: Record<string, string>;
}

/** The server's side of sockets and calls, for the test to play. */
export class FakeServer {
    readonly sockets: FakeSocket[] = [];
    /** Calls that came: method and path. */
    readonly calls: string[] = [];
    /** The tokens that came with them. */
    readonly tokens: (string | null)[] = [];
    /** Bodies that came with them. */
    readonly bodies: string[] = [];
    /** What calls are answered with, by method and path; otherwise 404. A function is asked each time. */
    readonly answers = new Map<string, Answer | (() => Answer | Promise<Answer>)>();
    readonly #owners = new Map<FakeSocket, FakeTab>();

    constructor() {
        this.answers.set("POST /api/stores/1001/assignment", { body: { seller: { appid: 1, uid: 55 } } });
    }

    /** The newest socket. */
    get socket(): FakeSocket {
        const socket = this.sockets.at(-1);
        if (socket === undefined) throw new Error("no socket was opened");
        return socket;
    }

    openSocket(tab: FakeTab, url: string, protocol: string): WebSocket {
        const socket = new FakeSocket(url, protocol);
        this.sockets.push(socket);
        this.#owners.set(socket, tab);
        return socket as unknown as WebSocket;
    }

    /** A tab has died: its sockets deliver nothing any more. */
    forget(tab: FakeTab): void {
        for (const [socket, owner] of this.#owners) {
            if (owner === tab) socket.onmessage = socket.onclose = socket.onopen = null;
        }
    }

    readonly fetch = async (request: Request): Promise<Response> => {
        const { pathname, search } = new URL(request.url);
        const call = `${request.method} ${pathname}${search}`;
        this.calls.push(call);
        this.tokens.push(request.headers.get("Authorization"));
        this.bodies.push(await request.text());
        const chosen = this.answers.get(call) ?? {
            status: 404,
            body: { title: "Not Found", detail: "There is no such call." },
        };
        const { status = 200, body, headers = {} } = await (typeof chosen === "function" ? chosen() : chosen);
        return new Response(body === undefined ? null : JSON.stringify(body), { status, headers });
    };
}
