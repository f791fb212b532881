import type { ShownContent } from "@kefuchat/client";
import { MessageText } from "../text/MessageText.tsx";
import { useUi } from "../UiContext.ts";
import { FileBody } from "./FileBody.tsx";
import { ImageBody } from "./ImageBody.tsx";
import { OrderCard } from "./OrderCard.tsx";
import { ProductCard } from "./ProductCard.tsx";
import { Stars } from "./Stars.tsx";
import { systemText } from "./systemText.ts";

/** What a message holds, whatever it is. All of it is text to the page. */
export function MessageBody({ content }: { content: ShownContent }) {
    const ui = useUi();
    switch (content.type) {
        case "text":
            return <MessageText text={content.text} />;
        case "image":
            return <ImageBody content={content} />;
        case "file":
            return <FileBody content={content} />;
        case "product":
            return <ProductCard content={content} />;
        case "order":
            return <OrderCard content={content} />;
        case "rating_request":
            return <MessageText text={content.text || ui.t("ratingRequest")} />;
        case "rating":
            return (
                <>
                    <Stars count={content.stars} />
                    {content.text && <MessageText text={content.text} />}
                </>
            );
        case "system":
            return <bdi class="kc-system">{systemText(content, ui)}</bdi>;
        case "unknown":
            return <em class="kc-unknown">{ui.t("unknownContent")}</em>;
    }
}
