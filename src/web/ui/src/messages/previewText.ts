import type { ShownContent } from "@kefuchat/client";
import type { Ui } from "../UiContext.ts";
import { systemText } from "./systemText.ts";

/** A message in one line: for lists, notifications and screen readers. */
export function previewText(content: ShownContent, ui: Ui): string {
    const { t } = ui;
    switch (content.type) {
        case "text":
            return content.text.replace(/\s+/g, " ").trim();
        case "image":
            return content.text ? `[${t("image")}] ${content.text}` : `[${t("image")}]`;
        case "file":
            return `[${t("file")}] ${content.name}`;
        case "product":
            return `[${t("product")}] ${content.title}`;
        case "order":
            return `[${t("order", { id: content.id })}] ${content.title}`;
        case "rating_request":
            return content.text || t("ratingRequestShort");
        case "rating":
            return t("stars", { n: content.stars });
        case "system":
            return systemText(content, ui);
        case "unknown":
            return `[${t("unknownContent")}]`;
    }
}
