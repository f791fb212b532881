import { decode, encode } from "@msgpack/msgpack";
import { Command } from "./Command.ts";

/** A message between a customer and a seller, as the wire has it. */
export interface WireMessage {
    readonly customerAppid: number;
    readonly customerId: number;
    readonly storeId: number;
    readonly sellerId: number;
    /** Epoch milliseconds. */
    readonly timestamp: number;
    readonly content: string;
    readonly uuid: string;
}

/** What became of a frame of ours. */
export interface Ack {
    readonly command: Command.Ack;
    readonly acked: number;
    readonly status: number;
    readonly syncKey: number;
    readonly prevSyncKey: number;
    readonly timestamp: number;
    readonly reason: string;
}

/** A message that came. */
export interface MessageFrame {
    readonly command: Command.Customer | Command.CustomerSupport;
    readonly flags: number;
    readonly message: WireMessage;
    readonly syncKey: number;
    readonly prevSyncKey: number;
}

/** A frame of the server. */
export type ServerFrame =
    | Ack
    | MessageFrame
    | { readonly command: Command.AuthStatus; readonly status: number; readonly syncKey: number }
    | { readonly command: Command.Pong | Command.SyncBegin | Command.SyncNotify; readonly syncKey: number }
    | { readonly command: Command.SyncEnd; readonly syncKey: number; readonly hasMore: boolean };

/** Fields of a frame of ours, in their order. */
export type Fields = readonly (number | string)[];

/** A frame of ours, in bytes. */
export function encodeFrame(command: Command, seq: number, flags: number, fields: Fields): Uint8Array<ArrayBuffer> {
    return encode([command, seq, flags, ...fields]);
}

/**
 * Reads a frame of the server. What is missing at the end counts as 0 or "".
 * @returns null for a command of a later version, which is to be skipped.
 * @throws Error when the bytes are no frame.
 */
export function decodeFrame(bytes: ArrayBuffer): ServerFrame | null {
    const elements = decode(bytes);
    if (!Array.isArray(elements)) throw new Error("a frame is an array");
    const [command, , flags, ...fields] = elements as unknown[];
    const number = (index: number) => numberOf(fields[index]);
    const string = (index: number) => stringOf(fields[index]);
    switch (command) {
        case Command.AuthStatus:
            return { command, status: number(0), syncKey: number(4) };
        case Command.Pong:
        case Command.SyncBegin:
        case Command.SyncNotify:
            return { command, syncKey: number(0) };
        case Command.SyncEnd:
            return { command, syncKey: number(0), hasMore: fields[1] === true };
        case Command.Ack:
            return {
                command,
                acked: number(0),
                status: number(1),
                syncKey: number(2),
                prevSyncKey: number(3),
                timestamp: number(4),
                reason: string(5),
            };
        case Command.Customer:
        case Command.CustomerSupport:
            return {
                command,
                flags: numberOf(flags),
                message: {
                    customerAppid: number(0),
                    customerId: number(1),
                    storeId: number(2),
                    sellerId: number(3),
                    timestamp: number(4),
                    content: string(5),
                    uuid: string(6),
                },
                syncKey: number(7),
                prevSyncKey: number(8),
            };
        default:
            return null;
    }
}

function numberOf(value: unknown): number {
    return typeof value === "number" ? value : 0;
}

function stringOf(value: unknown): string {
    return typeof value === "string" ? value : "";
}
