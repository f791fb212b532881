import type { SystemContent } from "@kefuchat/client";
import type { Ui } from "../UiContext.ts";

/** What the server tells in a conversation, in words that are right for either side. */
export function systemText(content: SystemContent, { t }: Ui): string {
    const name = (person: { name?: string } | undefined) => person?.name ?? t("aSeller");
    switch (content.event) {
        case "assigned":
            return t("assigned", { seller: name(content.seller) });
        case "transferred":
            return t("transferred", { from: name(content.from), seller: name(content.seller) });
        case "closed":
            return t("closed", { seller: name(content.seller) });
        case "reopened":
            return t("reopened", { seller: name(content.seller) });
        case "merged":
            return t("merged");
        default:
            return t("unknownContent");
    }
}
