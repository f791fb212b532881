import type { Party } from "../messages.ts";
import type * as views from "./views.ts";

/** A message as the server spells it. */
export interface RawMessage {
    position?: number;
    syncKey?: number;
    from: Party;
    seller: number;
    timestampMs: number;
    content: string;
    uuid: string;
    conversation?: string;
}

/** A conversation as the server spells it. */
export type RawConversation = Omit<views.ConversationView, "last"> & { last?: RawMessage };

/** A page of messages as the server spells it. */
export interface RawPage {
    messages: RawMessage[];
    next?: number;
}

/** Where a conversation's calls lie. */
export function conversationPath(id: string): string {
    return `/api/conversations/${encodeURIComponent(id)}`;
}

export function readConversation({ last, ...rest }: RawConversation): views.ConversationView {
    return last === undefined ? rest : { ...rest, last: readMessage(last) };
}

export function readPage(page: RawPage): views.MessagePage {
    return { messages: page.messages.map(readMessage), next: page.next ?? null };
}

function readMessage(raw: RawMessage): views.HistoryMessage {
    return {
        position: raw.position ?? null,
        syncKey: raw.syncKey ?? null,
        from: raw.from,
        sellerId: raw.seller,
        timestamp: raw.timestampMs,
        content: raw.content,
        uuid: raw.uuid,
        conversation: raw.conversation ?? null,
    };
}
