import { BagIcon, CloseIcon, formatPrice } from "@kefuchat/ui";
import type { ChatModel } from "../ChatModel.ts";
import { useTexts } from "../Texts.ts";

/** The product whose page the customer is on, to be sent by a click. */
export function ProductBar({ model }: { model: ChatModel }) {
    const t = useTexts();
    const { product, shell } = model;
    if (product === null) {
        return null;
    }

    const { title, price, currency } = product;
    return (
        <section class="kc-product" aria-label={t("product")}>
            <span class="kc-card-icon">
                <BagIcon />
            </span>
            <div class="kc-product-body">
                <span class="kc-card-note">{t("product")}</span>
                <bdi class="kc-product-title">{title}</bdi>
                {price !== undefined && <bdi class="kc-card-price">{formatPrice(price, currency, shell.language)}</bdi>}
            </div>
            <button type="button" class="kc-button" onClick={() => model.sendProduct()}>
                {t("sendProduct")}
            </button>
            <button
                type="button"
                class="kc-icon-button"
                aria-label={t("dismissProduct")}
                title={t("dismissProduct")}
                onClick={() => model.setProduct(null)}
            >
                <CloseIcon />
            </button>
        </section>
    );
}
