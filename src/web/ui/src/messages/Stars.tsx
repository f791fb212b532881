import { StarIcon } from "../parts/icons.tsx";
import { useUi } from "../UiContext.ts";

/** A rating: 1 to 5 stars, of five. */
export function Stars({ count }: { count: number }) {
    const { t } = useUi();
    return (
        <span class="kc-stars" role="img" aria-label={t("stars", { n: count })}>
            {[1, 2, 3, 4, 5].map(star => (
                <span key={star} class={star <= count ? "kc-star kc-star-on" : "kc-star"}>
                    <StarIcon />
                </span>
            ))}
        </span>
    );
}
