import { parseContent, type ProductContent } from "@kefuchat/client";
import type { Product } from "../KefuChatApi.ts";

/** A page's product as a message may hold it; numbers, which a page is likely to give, as text. null where it is none. */
export function productOf(product: Product | null): ProductContent | null {
    const asText = (_: string, value: unknown) => (typeof value === "number" ? `${value}` : (value ?? undefined));
    const content = parseContent(JSON.stringify({ ...product, type: "product" }, asText));
    return content.type === "product" ? content : null;
}
