import { useEffect, useRef } from "preact/hooks";
import type { PickableReply, QuickReplyPicker } from "../../state/QuickReplyPicker.ts";
import { useConsole } from "../ConsoleContext.ts";

/** The id of the list in the page. */
export const REPLY_MENU = "quick-replies";

/** The id of a reply's line in the page. */
export function replyId({ id }: PickableReply): string {
    return `reply-${id}`;
}

interface QuickReplyMenuProps<T extends PickableReply> {
    readonly picker: QuickReplyPicker<T>;
    readonly draft: string;
    readonly onPick: (reply: T) => void;
}

/** The quick replies that match what is written after `/`; the focus stays in the composer. */
export function QuickReplyMenu<T extends PickableReply>({ picker, draft, onPick }: QuickReplyMenuProps<T>) {
    const { t } = useConsole();
    const list = useRef<HTMLUListElement>(null);
    const { shown, selected } = picker;
    useEffect(() => list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" }));

    if (shown.length === 0) {
        return draft === "/" ? (
            <p class="reply-menu reply-menu-empty" role="status">
                {t("noQuickReplies")}
            </p>
        ) : null;
    }

    return (
        <ul ref={list} class="reply-menu" id={REPLY_MENU} role="listbox" aria-label={t("quickReplies")}>
            {shown.map(reply => (
                <li
                    key={reply.id}
                    id={replyId(reply)}
                    role="option"
                    aria-selected={reply === selected}
                    // The composer would lose the focus before the click.
                    onPointerDown={event => event.preventDefault()}
                    onClick={() => onPick(reply)}
                >
                    <bdi class="reply-shortcut cut">/{reply.shortcut}</bdi>
                    <bdi class="cut">{reply.text}</bdi>
                </li>
            ))}
        </ul>
    );
}
