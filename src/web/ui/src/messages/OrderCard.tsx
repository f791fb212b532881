import type { OrderContent } from "@kefuchat/client";
import { formatPrice } from "../i18n/amounts.ts";
import { BoxIcon } from "../parts/icons.tsx";
import { SafeLink } from "../text/SafeLink.tsx";
import { useUi } from "../UiContext.ts";

/** An order, with what is in it. */
export function OrderCard({ content }: { content: OrderContent }) {
    const { t, language } = useUi();
    return (
        <div class="kc-card">
            <span class="kc-card-icon">
                <BoxIcon />
            </span>
            <div class="kc-card-body">
                <bdi class="kc-card-note">{t("order", { id: content.id })}</bdi>
                <bdi class="kc-card-title">{content.title}</bdi>
                {content.items?.map((item, index) => (
                    <bdi key={index} class="kc-card-note">
                        {t("orderItem", { quantity: item.quantity ?? 1, title: item.title })}
                    </bdi>
                ))}
                {content.status !== undefined && <bdi class="kc-card-status">{content.status}</bdi>}
                {content.amount !== undefined && (
                    <bdi class="kc-card-price">{formatPrice(content.amount, content.currency, language)}</bdi>
                )}
                {content.url !== undefined && <SafeLink href={content.url}>{t("viewOrder")}</SafeLink>}
            </div>
        </div>
    );
}
