import type { Environment } from "../environment.ts";
import { CloseCode } from "../protocol/CloseCode.ts";
import { Command } from "../protocol/Command.ts";
import { decodeFrame, encodeFrame, type Fields, type ServerFrame } from "../protocol/frames.ts";

const SUBPROTOCOL = "kefu.v1";
const PING_INTERVAL = 30_000;
const ANSWER_TIMEOUT = 10_000;

/** Who is told what comes. */
export interface ConnectionListener {
    onOpen(): void;
    onFrame(frame: ServerFrame): void;
    /** Once, and not when `close` was called. */
    onClose(code: number, reason: string): void;
}

/** What frames are sent through. */
export interface FrameSender {
    /** @returns The frame's number, which its ACK names. */
    send(command: Command, flags: number, fields: Fields): number;
}

/** One socket. Gives up on it when nothing comes within 10 s of its opening, or of a PING. */
export class Connection implements FrameSender {
    readonly #environment: Environment;
    readonly #socket: WebSocket;
    readonly #listener: ConnectionListener;
    #seq = 0;
    #isOver = false;
    #stopWaiting: () => void;
    #stopPinging = () => {};

    constructor(environment: Environment, url: string, listener: ConnectionListener) {
        this.#environment = environment;
        this.#listener = listener;
        this.#socket = environment.openSocket(url, SUBPROTOCOL);
        this.#socket.binaryType = "arraybuffer";
        this.#socket.onopen = () => listener.onOpen();
        this.#socket.onmessage = ({ data }) => this.#receive(data as ArrayBuffer);
        this.#socket.onclose = ({ code, reason }) => this.#end(code, reason);
        // The close event that follows says all there is to say.
        this.#socket.onerror = () => {};
        this.#stopWaiting = this.#wait();
    }

    send(command: Command, flags: number, fields: Fields): number {
        this.#socket.send(encodeFrame(command, ++this.#seq, flags, fields));
        return this.#seq;
    }

    /** Begins to ask every 30 s whether the server is there: once logged in, for before that the login is the question. */
    keepAlive(): void {
        this.#stopPinging = this.#environment.after(PING_INTERVAL, () => {
            this.send(Command.Ping, 0, []);
            this.#stopWaiting();
            this.#stopWaiting = this.#wait();
            this.keepAlive();
        });
    }

    /** Closes the socket and tells nobody. */
    close(): void {
        if (this.#isOver) return;
        this.#isOver = true;
        this.#stopWaiting();
        this.#stopPinging();
        this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
        this.#socket.close(CloseCode.Normal);
    }

    /** Gives the socket up, as if the network had closed it. */
    drop(reason: string): void {
        this.close();
        this.#listener.onClose(CloseCode.Abnormal, reason);
    }

    #wait(): () => void {
        return this.#environment.after(ANSWER_TIMEOUT, () => this.drop("nothing came within 10 s"));
    }

    #receive(data: ArrayBuffer): void {
        this.#stopWaiting();
        let frame: ServerFrame | null;
        try {
            frame = decodeFrame(data);
        } catch (e) {
            return this.drop(`a frame cannot be read: ${String(e)}`);
        }

        if (frame !== null) this.#listener.onFrame(frame);
    }

    #end(code: number, reason: string): void {
        if (this.#isOver) return;
        this.#isOver = true;
        this.#stopWaiting();
        this.#stopPinging();
        this.#listener.onClose(code, reason);
    }
}
