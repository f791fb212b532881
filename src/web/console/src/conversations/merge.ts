import { parseContent, type ConversationView, type IncomingMessage } from "@kefuchat/client";
import { keyOf } from "./ListView.ts";

const MAX_UNREAD = 1000;

/** A conversation with what the server answered, but for what has happened since the answer was made. */
export function withAnswer(known: ConversationView | undefined, answer: ConversationView): ConversationView {
    if (known === undefined) {
        return answer;
    }

    const isLastKnownNewer = keyOf(known) > keyOf(answer);
    const isReadKnownFurther = known.readSyncKey > answer.readSyncKey;
    return {
        ...answer,
        ...(isLastKnownNewer && known.last !== undefined && { last: known.last }),
        unread: isLastKnownNewer || isReadKnownFurther ? known.unread : answer.unread,
        readSyncKey: Math.max(known.readSyncKey, answer.readSyncKey),
        otherReadSyncKey: Math.max(known.otherReadSyncKey, answer.otherReadSyncKey),
    };
}

/** A conversation with a message that has just come; itself where it has that one already. */
export function withMessage(known: ConversationView, message: IncomingMessage): ConversationView {
    if (message.syncKey <= keyOf(known)) {
        return known;
    }

    const isUnread = message.from === "customer" && message.syncKey > known.readSyncKey;
    return {
        ...known,
        last: { ...message, position: null },
        unread: Math.min(MAX_UNREAD, known.unread + (isUnread ? 1 : 0)),
    };
}

/** Whether a message may have changed more than the conversation's last line: who has it, whether it is open. */
export function changesState(known: ConversationView, message: IncomingMessage): boolean {
    const isReopened = message.from === "customer" && known.state === "closed";
    return isReopened || parseContent(message.content, message.uuid).type === "system";
}
