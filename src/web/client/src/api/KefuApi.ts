import type { Environment } from "../environment.ts";
import type { Tokens } from "../tokens/Tokens.ts";
import { Http } from "./Http.ts";
import { conversationPath, type RawConversation, readConversation, readPage } from "./rawViews.ts";
import { upload, type UploadOptions } from "./upload.ts";
import type * as views from "./views.ts";

/** Which conversations to list. */
export interface ConversationsQuery {
    /** The `next` of the page before. */
    before?: number;
    /** 1 to 100, 20 unless said. */
    limit?: number;
    state?: "open" | "closed";
    /** Only those with unread messages. */
    unread?: boolean;
    /** Only those assigned to the calling seller. */
    mine?: boolean;
    /** Only those with this customer, `{appid}.{uid}`. */
    customer?: string;
}

/** Which page of messages. */
export interface PageQuery {
    /** Those before this position (or key, in a search): the `next` of the page before. */
    before?: number;
    /** Those after this position; 0 for the beginning. */
    after?: number;
    /** 1 to 100, 20 unless said. */
    limit?: number;
}

/** What the API is made of. */
export interface ApiParts {
    readonly server: URL;
    readonly tokens: Tokens;
    readonly environment: Environment;
}

/**
 * The HTTP API for customers and sellers, with the client's token. Every call may throw `ApiError`, or what the token provider throws; a 401 is
 * answered with a new token, once.
 */
export class KefuApi {
    protected readonly http: Http;
    readonly #tokens: Tokens;
    readonly #environment: Environment;
    readonly #files = new Map<string, Promise<views.FileView>>();

    /** @internal `KefuClient.api` is one. */
    constructor({ server, tokens, environment }: ApiParts) {
        this.http = new Http(server, tokens, environment.fetch);
        this.#tokens = tokens;
        this.#environment = environment;
    }

    /** What everybody may know of a store; needs no token. */
    profile(store: number): Promise<views.StoreProfile> {
        return this.http.anonymous("GET", `/api/stores/${store}/profile`);
    }

    /** The seller a customer is to write to, for customers. The client asks for itself before it sends. */
    assignment(store: number): Promise<views.Assignment> {
        return this.http.post(`/api/stores/${store}/assignment`);
    }

    async conversations(query: ConversationsQuery = {}): Promise<views.ConversationPage> {
        const page = await this.http.get<{ conversations: RawConversation[]; next?: number }>("/api/conversations", {
            ...query,
        });
        return { conversations: page.conversations.map(readConversation), next: page.next ?? null };
    }

    async conversation(id: string): Promise<views.ConversationView> {
        return readConversation(await this.http.get(conversationPath(id)));
    }

    /** A page of a conversation's history, oldest first, whichever way it is paged. */
    async messages(id: string, query: PageQuery = {}): Promise<views.MessagePage> {
        return readPage(await this.http.get(`${conversationPath(id)}/messages`, { ...query }));
    }

    /** The caller's messages that hold these words, newest first. */
    async search(text: string, query: Pick<PageQuery, "before" | "limit"> = {}): Promise<views.MessagePage> {
        return readPage(await this.http.get("/api/messages/search", { text, ...query }));
    }

    /** Says how far the caller has read; answers how far that is now. With a connection use `KefuClient.read`. */
    async markRead(id: string, syncKey: number): Promise<number> {
        return (await this.http.put<{ syncKey: number }>(`${conversationPath(id)}/read`, { syncKey })).syncKey;
    }

    /** Uploads a file to a conversation; its id goes into the message. */
    async upload(id: string, blob: Blob, name: string, options: UploadOptions = {}): Promise<views.FileView> {
        const address = this.http.address(`${conversationPath(id)}/files`, { name });
        const { openUpload } = this.#environment;
        const file = this.#readFile(
            await this.#tokens.use(token => upload<views.FileView>(openUpload(), address, token, blob, options)),
        );
        this.#files.set(file.id, Promise.resolve(file));
        return file;
    }

    /** A file's details and an address that is good for a while yet; asked for again when it is not. */
    async file(id: string): Promise<views.FileView> {
        const known = this.#files.get(id);
        const file = await known?.catch(() => null);
        if (file && Date.parse(file.expiresAt) - FILE_MARGIN > this.#environment.now()) return file;
        const latest = this.#files.get(id);
        if (latest !== undefined && latest !== known) return latest;
        const asked = this.http.get<views.FileView>(`/api/files/${encodeURIComponent(id)}`);
        const answer = asked.then(answer => this.#readFile(answer));
        this.#files.set(id, answer);
        return answer;
    }

    /** Makes a stranger on a store's page somebody, for 30 days; needs no token. */
    visitor(store: number): Promise<views.Visitor> {
        return this.http.anonymous("POST", "/api/visitors", { store });
    }

    /** Gives a visitor, who is the caller, a token that lasts longer. */
    refreshVisitor(): Promise<views.Visitor> {
        return this.http.post("/api/visitors/refresh");
    }

    /** Makes what a visitor wrote the calling customer's. */
    mergeVisitor(visitorToken: string): Promise<{ messages: number; conversations: string[] }> {
        return this.http.post("/api/visitors/merge", { visitorToken });
    }

    /** The server tells a path on itself. */
    #readFile(file: views.FileView): views.FileView {
        return { ...file, url: this.http.address(file.url) };
    }
}

/** A file's address is asked for again this long before it expires: a page may use it a while after. */
const FILE_MARGIN = 60_000;
