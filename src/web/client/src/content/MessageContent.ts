// What messages hold, by convention: protos/content.md.

export interface TextContent {
    type: "text";
    text: string;
}

/** An uploaded image. */
export interface ImageContent {
    type: "image";
    /** Its file id: `KefuApi.file` gives an address. */
    file: string;
    /** Pixels. */
    width?: number;
    height?: number;
    name?: string;
    /** A caption. */
    text?: string;
}

/** Another uploaded file. */
export interface FileContent {
    type: "file";
    file: string;
    name: string;
    /** Bytes. */
    size?: number;
    contentType?: string;
}

export interface ProductContent {
    type: "product";
    id: string;
    title: string;
    /** A decimal string: "19.90". */
    price?: string;
    /** ISO 4217. */
    currency?: string;
    /** An https address. */
    image?: string;
    /** An https address. */
    url?: string;
}

export interface OrderContent {
    type: "order";
    id: string;
    title: string;
    status?: string;
    /** A decimal string. */
    amount?: string;
    /** ISO 4217. */
    currency?: string;
    items?: { title: string; quantity: number }[];
    /** An https address. */
    url?: string;
}

/** A seller asks how the customer liked it. */
export interface RatingRequestContent {
    type: "rating_request";
    text?: string;
}

export interface RatingContent {
    type: "rating";
    /** 1 to 5. */
    stars: number;
    text?: string;
}

/** What people write. */
export type MessageContent =
    TextContent | ImageContent | FileContent | ProductContent | OrderContent | RatingRequestContent | RatingContent;

/** Somebody a note of the server speaks of. */
export interface SystemPerson {
    uid: number;
    name?: string;
}

/** `written` comes live only: another seller has written in a conversation that this one has. */
export type SystemEvent = "assigned" | "transferred" | "closed" | "reopened" | "merged" | "written";

/** A note of the server. */
export interface SystemContent {
    type: "system";
    event: SystemEvent;
    seller?: SystemPerson;
    from?: SystemPerson;
    visitor?: SystemPerson;
}

/** What this version cannot show. */
export interface UnknownContent {
    type: "unknown";
    raw: string;
}

/** What a page has to be able to show. */
export type ShownContent = MessageContent | SystemContent | UnknownContent;
