import { decode, encode } from "@msgpack/msgpack";
import { Command } from "../../src/protocol/Command.ts";

/** A frame as an array: command, number, flags, fields. */
export type Frame = readonly unknown[];

/** The client's end of a socket whose other end the test plays. */
export class FakeSocket {
    binaryType = "blob";
    onopen: (() => void) | null = null;
    onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
    onclose: ((event: { code: number; reason: string }) => void) | null = null;
    onerror: (() => void) | null = null;
    /** What the client sent, in order. */
    readonly frames: Frame[] = [];
    /** The code with which the client closed it; null while it did not. */
    closedWith: number | null = null;
    #seq = 0;

    constructor(
        readonly url: string,
        readonly protocol: string,
    ) {}

    send(bytes: Uint8Array): void {
        this.frames.push(decode(bytes) as Frame);
    }

    close(code: number): void {
        this.closedWith ??= code;
    }

    /** What the client sent of a command. */
    sent(command: Command): Frame[] {
        return this.frames.filter(([of]) => of === command);
    }

    /** The server lets the client in. */
    accept(): void {
        this.onopen?.();
    }

    /** The server sends a frame. */
    push(command: Command, flags: number, ...fields: unknown[]): void {
        this.pushBytes(encode([command, ++this.#seq, flags, ...fields]));
    }

    pushBytes(bytes: Uint8Array): void {
        this.onmessage?.({ data: bytes.slice().buffer });
    }

    /** The server accepts the client and its token. @param newest The newest key of the queue. */
    login(newest = 0): void {
        this.accept();
        this.push(Command.AuthStatus, 0, 0, 7, 42, 1_767_225_600_000, newest);
    }

    /** The server, or the network, closes the socket. */
    end(code = 1006, reason = ""): void {
        this.onclose?.({ code, reason });
    }

    /** The server acknowledges a frame of the client's. */
    ack(frame: Frame | undefined, status: number, syncKey = 0, reason = ""): void {
        this.push(
            Command.Ack,
            0,
            frame?.[1],
            status,
            syncKey,
            syncKey === 0 ? 0 : syncKey - 1,
            1_767_225_600_250,
            reason,
        );
    }
}
