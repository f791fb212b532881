import { Command, Flag } from "../../src/protocol/Command.ts";
import type { FakeSocket } from "./FakeSocket.ts";

/** The conversation of customer (7, 42) with store 1001, whom seller 55 answers. */
export const CONVERSATION = "1001.7.42";
export const SELLER = 55;
const TIME = 1_767_225_600_000;

/** The content of a text message. */
export function textContent(text: string): string {
    return JSON.stringify({ type: "text", text });
}

/** The seller's message, pushed live as the next of the queue or after `prev`. */
export function pushAnswer(socket: FakeSocket, key: number, text = `answer ${key}`, prev = key - 1): void {
    pushStored(socket, key, textContent(text), prev);
}

/** A stored message of the seller's with any content. */
export function pushStored(
    socket: FakeSocket,
    key: number,
    content: string,
    prev = key - 1,
    sellerId = SELLER,
    uuid = `s${key}`,
): void {
    const fields = [7, 42, 1001, sellerId, TIME, content, uuid, key, prev];
    socket.push(Command.CustomerSupport, Flag.Text | Flag.Push, ...fields);
}

/** A note of the server's, stored in a seller's name. */
export function pushNote(socket: FakeSocket, key: number, note: object, sellerId = SELLER): void {
    const content = JSON.stringify({ type: "system", ...note });
    pushStored(socket, key, content, key - 1, sellerId, `note-${key}`);
}

/** The server's answer to a SYNC: the seller's messages with these keys. */
export function answerSync(socket: FakeSocket, from: number, keys: number[], end: number, hasMore = false): void {
    socket.push(Command.SyncBegin, 0, from);
    for (const key of keys) {
        const fields = [7, 42, 1001, SELLER, TIME, textContent(`answer ${key}`), `s${key}`, key, key - 1];
        socket.push(Command.CustomerSupport, Flag.Text, ...fields);
    }

    socket.push(Command.SyncEnd, 0, end, hasMore);
}

/** A message of the seller's that is not stored. */
export function pushLive(socket: FakeSocket, content: object, sellerId = SELLER, uuid = ""): void {
    const fields = [7, 42, 1001, sellerId, TIME, JSON.stringify(content), uuid, 0, 0];
    socket.push(Command.CustomerSupport, Flag.Unpersistent, ...fields);
}
