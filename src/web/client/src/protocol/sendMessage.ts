import type { FrameSender } from "../connection/Connection.ts";
import { parseConversationId, partyOf } from "../conversationId.ts";
import type { Identity } from "../tokens/Identity.ts";
import { Command, Flag } from "./Command.ts";

/** A message to be sent. */
export interface MessageToSend {
    readonly conversation: string;
    readonly sellerId: number;
    readonly content: string;
    readonly uuid: string;
}

/**
 * Sends a message as the party that an identity is.
 * @returns The number of the frame.
 */
export function sendMessage(connection: FrameSender, identity: Identity, message: MessageToSend, flags = 0): number {
    const { conversation, sellerId, content, uuid } = message;
    const { store, customer } = parseConversationId(conversation);
    const command = partyOf(identity, conversation) === "customer" ? Command.Customer : Command.CustomerSupport;
    const time = 0; // the server's to say
    const fields = [customer.appid, customer.uid, store, sellerId, time, content, uuid];
    return connection.send(command, Flag.Text | flags, fields);
}

/** Sends what is for whoever is connected now, and is not stored. @returns The number of the frame. */
export function sendLive(
    connection: FrameSender,
    identity: Identity,
    conversation: string,
    sellerId: number,
    content: object,
): number {
    const message = { conversation, sellerId, content: JSON.stringify(content), uuid: "" };
    return sendMessage(connection, identity, message, Flag.Unpersistent);
}
