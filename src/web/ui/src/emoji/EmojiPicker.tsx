import { useEffect, useRef } from "preact/hooks";
import { useUi } from "../UiContext.ts";
import { emojis } from "./emojis.ts";

/** How many stand in a row, as in `emoji.css`. */
const COLUMNS = 8;

/** The emoji to choose from: one stop of the Tab key, the arrow keys go about in it, Esc closes it. */
export function EmojiPicker({ onPick, onClose }: { onPick: (emoji: string) => void; onClose: () => void }) {
    const { t } = useUi();
    const grid = useRef<HTMLDivElement>(null);

    const focus = (index: number) => {
        const buttons = grid.current?.querySelectorAll("button") ?? [];
        buttons.forEach((button, at) => (button.tabIndex = at === index ? 0 : -1));
        buttons[index]?.focus();
    };
    useEffect(() => focus(0), []);

    const onKeyDown = (event: KeyboardEvent) => {
        if (event.key === "Escape") {
            event.stopPropagation();
            onClose();
            return;
        }

        const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -COLUMNS, ArrowDown: COLUMNS }[event.key];
        const current = Array.from(grid.current?.querySelectorAll("button") ?? []).findIndex(
            button => button === event.target,
        );
        const next = current + (step ?? 0);
        if (step !== undefined && current >= 0 && next >= 0 && next < emojis.length) {
            event.preventDefault();
            focus(next);
        }
    };

    return (
        <div ref={grid} class="kc-emoji-picker" role="group" aria-label={t("emoji")} onKeyDown={onKeyDown}>
            {emojis.map(emoji => (
                <button key={emoji} type="button" class="kc-emoji" onClick={() => onPick(emoji)}>
                    {emoji}
                </button>
            ))}
        </div>
    );
}
