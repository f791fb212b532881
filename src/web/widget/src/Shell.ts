import type { Product, TokenSource, WidgetEvents } from "./KefuChatApi.ts";
import type { Kept } from "./Kept.ts";

/** The languages the widget speaks. */
export type Language = "en" | "zh";

/** What the loader gives the chat. */
export interface Shell {
    /** Whose stylesheets the chat adds its own to. */
    readonly root: ShadowRoot;
    /** Where in it the chat shows itself. */
    readonly frame: HTMLElement;
    /** The server's origin. */
    readonly server: string;
    readonly store: number;
    readonly language: Language;
    readonly kept: Kept;
    /** The badge on the launcher. */
    setUnread(count: number): void;
    /** Asks for the panel to be closed, as the customer's button does. */
    close(): void;
    emit<K extends keyof WidgetEvents>(event: K, value: WidgetEvents[K]): void;
}

/** The chat itself, loaded when it is wanted. */
export interface Chat {
    /** Shows the panel, and puts the focus into it. */
    open(): void;
    close(): void;
    /** The customer is somebody else now; null: nobody known. */
    identify(source: TokenSource | null): void;
    setProduct(product: Product | null): void;
}

/** What the chat's module exports. */
export interface ChatModule {
    createChat(shell: Shell, source: TokenSource | null, product: Product | null): Chat;
}
