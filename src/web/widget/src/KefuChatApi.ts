/** A token of the server's, or what gets one: from the shop's backend, for the customer who is signed in there. */
export type TokenSource = string | ((request: { isRefused: boolean }) => string | Promise<string>);

/** A product of the shop, as its page tells of it. */
export interface Product {
    id: string;
    title: string;
    /** A decimal string: "19.90". */
    price?: string;
    /** ISO 4217. */
    currency?: string;
    url?: string;
}

/** What a page can hear of the chat. */
export interface WidgetEvents {
    /** The commands that waited are done; comes at once to who listens later. */
    ready: undefined;
    open: undefined;
    close: undefined;
    /** A message of a seller has come. `content` is as in `parseContent` of @kefuchat/client. */
    message: { conversation: string; sellerId: number; timestamp: number; content: unknown };
    /** How many messages the customer has not read. */
    unread: number;
    /** Something did not work: words for a developer. */
    error: { message: string };
}

/** `window.KefuChat`: what the shop's page can do with the chat. */
export interface KefuChatApi {
    /**
     * Says who the customer is; what was written as a visitor becomes the customer's. null: signed out, and the customer is
     * forgotten in this browser; to a visitor it changes nothing.
     */
    identify(source: TokenSource | null): void;
    open(): void;
    close(): void;
    /** Says which product the page is about: the customer can send it. null: none. */
    setProduct(product: Product | null): void;
    /** @returns What takes the listener off again. */
    on<K extends keyof WidgetEvents>(event: K, listener: (value: WidgetEvents[K]) => void): () => void;
    /** Runs commands, `["open"]` or `["identify", token]`: what a page does before the script is there, on an array. */
    push(...commands: Command[]): void;
}

/** A call by its name. */
export type Command =
    | ["identify", TokenSource | null]
    | ["open"]
    | ["close"]
    | ["setProduct", Product | null]
    | { [K in keyof WidgetEvents]: ["on", K, (value: WidgetEvents[K]) => void] }[keyof WidgetEvents];
