import { KefuApi } from "./KefuApi.ts";
import { conversationPath, readConversation } from "./rawViews.ts";
import type * as views from "./views.ts";

/** Whom a block is to keep a customer from: the calling seller, or the whole store. */
export type BlockScope = "seller" | "store";

/** The HTTP API for sellers: what customers may call, and what only they may. Errors are as in `KefuApi`. */
export class SellerApi extends KefuApi {
    /** How many conversations and messages are unread, for sellers. */
    unread(): Promise<views.UnreadCount> {
        return this.http.get("/api/conversations/unread");
    }

    /** Hands a conversation to another seller of its store. @param note For that seller's eyes; at most 2000 characters. */
    async transfer(id: string, seller: number, note = ""): Promise<views.ConversationView> {
        return readConversation(await this.http.post(`${conversationPath(id)}/transfer`, { seller, note }));
    }

    async close(id: string): Promise<views.ConversationView> {
        return readConversation(await this.http.post(`${conversationPath(id)}/close`));
    }

    async reopen(id: string): Promise<views.ConversationView> {
        return readConversation(await this.http.post(`${conversationPath(id)}/reopen`));
    }

    /** Keeps the customer from writing. @param until ISO 8601; null: until it is taken back. */
    block(id: string, scope: BlockScope, until: string | null = null): Promise<views.Block> {
        return this.http.put(`${conversationPath(id)}/block`, until === null ? { scope } : { scope, until });
    }

    unblock(id: string, scope: BlockScope): Promise<void> {
        return this.http.delete(`${conversationPath(id)}/block`, { scope });
    }

    /** A seller's own quick replies, or those of a store. @param after The `next` of the page before. */
    async quickReplies(store: number | null = null, after = ""): Promise<views.QuickReplyPage> {
        const page = await this.http.get<Partial<views.QuickReplyPage>>(repliesPath(store), { after, limit: 50 });
        return { quickReplies: page.quickReplies ?? [], next: page.next ?? null };
    }

    addQuickReply(store: number | null, shortcut: string, text: string): Promise<views.QuickReply> {
        return this.http.post(repliesPath(store), { shortcut, text });
    }

    replaceQuickReply(store: number | null, { id, shortcut, text }: views.QuickReply): Promise<views.QuickReply> {
        return this.http.put(`${repliesPath(store)}/${encodeURIComponent(id)}`, { shortcut, text });
    }

    deleteQuickReply(store: number | null, id: string): Promise<void> {
        return this.http.delete(`${repliesPath(store)}/${encodeURIComponent(id)}`);
    }

    /** Whether the calling seller takes conversations. */
    async availability(): Promise<"available" | "away"> {
        return (await this.http.get<{ status: "available" | "away" }>("/api/sellers/me/availability")).status;
    }

    async setAvailability(status: "available" | "away"): Promise<void> {
        await this.http.put("/api/sellers/me/availability", { status });
    }

    /** The calling seller, with stores and colleagues. */
    me(): Promise<views.SellerSelf> {
        return this.http.get("/api/sellers/me");
    }
}

function repliesPath(store: number | null): string {
    return store === null ? "/api/quick-replies" : `/api/stores/${store}/quick-replies`;
}
