import { conversationId, partyOf } from "../conversationId.ts";
import type { IncomingMessage, Party } from "../messages.ts";
import { Command } from "../protocol/Command.ts";
import type { MessageFrame } from "../protocol/frames.ts";
import type { Identity } from "../tokens/Identity.ts";
import { isNote } from "./isNote.ts";

/** Who and what a frame speaks of: of a stored message all there is, of a live one what has a meaning. */
export function readMessage({ command, message, syncKey }: MessageFrame, identity: Identity): IncomingMessage {
    const { customerAppid, customerId, storeId, sellerId, timestamp, content, uuid } = message;
    const conversation = conversationId(storeId, { appid: customerAppid, uid: customerId });
    const from = command === Command.Customer ? "customer" : "seller";
    const isSelf = !isNote(uuid) && isWriter(identity, conversation, from, sellerId);
    return { conversation, from, sellerId, timestamp, content, uuid, syncKey, isSelf };
}

/** Whether an identity is the party of a conversation that wrote something. */
export function isWriter(identity: Identity, conversation: string, from: Party, sellerId: number): boolean {
    return partyOf(identity, conversation) === from && (from === "customer" || sellerId === identity.uid);
}
