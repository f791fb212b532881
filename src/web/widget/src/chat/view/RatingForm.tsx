import type { RatingContent } from "@kefuchat/client";
import { StarIcon } from "@kefuchat/ui";
import { useId, useState } from "preact/hooks";
import { useTexts } from "../Texts.ts";

/** One to five stars, and words if the customer likes. */
export function RatingForm({ onRate }: { onRate: (content: RatingContent) => void }) {
    const t = useTexts();
    const name = useId();
    const [stars, setStars] = useState(0);
    const [text, setText] = useState("");

    const onSubmit = (event: Event) => {
        event.preventDefault();
        const words = text.trim();
        onRate({ type: "rating", stars, ...(words !== "" && { text: words }) });
    };

    return (
        <form class="kc-rating" onSubmit={onSubmit}>
            <fieldset>
                <legend>{t("rate")}</legend>
                {[1, 2, 3, 4, 5].map(count => (
                    <label
                        key={count}
                        class={count <= stars ? "kc-star kc-star-on" : "kc-star"}
                        title={t("star", { n: count })}
                    >
                        <input
                            type="radio"
                            class="kc-unseen"
                            name={name}
                            aria-label={t("star", { n: count })}
                            checked={count === stars}
                            onChange={() => setStars(count)}
                        />
                        <StarIcon />
                    </label>
                ))}
            </fieldset>
            {stars > 0 && (
                <>
                    <textarea
                        rows={2}
                        dir="auto"
                        maxLength={1000}
                        value={text}
                        aria-label={t("ratingText")}
                        placeholder={t("ratingText")}
                        onInput={({ currentTarget }) => setText(currentTarget.value)}
                    />
                    <button type="submit" class="kc-button">
                        {t("sendRating")}
                    </button>
                </>
            )}
        </form>
    );
}
