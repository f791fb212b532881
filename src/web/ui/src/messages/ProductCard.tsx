import type { ProductContent } from "@kefuchat/client";
import { formatPrice } from "../i18n/amounts.ts";
import { BagIcon } from "../parts/icons.tsx";
import { SafeLink } from "../text/SafeLink.tsx";
import { useUi } from "../UiContext.ts";

/** A product. Its picture is on the shop's server, which would learn who looks: it is not shown. */
export function ProductCard({ content }: { content: ProductContent }) {
    const { t, language } = useUi();
    return (
        <div class="kc-card">
            <span class="kc-card-icon">
                <BagIcon />
            </span>
            <div class="kc-card-body">
                <bdi class="kc-card-title">{content.title}</bdi>
                {content.price !== undefined && (
                    <bdi class="kc-card-price">{formatPrice(content.price, content.currency, language)}</bdi>
                )}
                {content.url !== undefined && <SafeLink href={content.url}>{t("viewProduct")}</SafeLink>}
            </div>
        </div>
    );
}
