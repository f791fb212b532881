import { shortcuts, type ShortcutAction } from "../../state/Shortcuts.ts";
import type { en } from "../../i18n/en.ts";
import { useConsole } from "../ConsoleContext.ts";
import { Dialog } from "./Dialog.tsx";

const WORDS = {
    next: "shortcutNext",
    previous: "shortcutPrevious",
    compose: "shortcutCompose",
    search: "shortcutSearch",
    leave: "shortcutLeave",
    mine: "shortcutMine",
    all: "shortcutAll",
    closed: "shortcutClosed",
    order: "shortcutOrder",
    close: "shortcutClose",
    transfer: "shortcutTransfer",
    quickReplies: "shortcutQuickReplies",
    availability: "shortcutAvailability",
    help: "shortcutHelp",
} as const satisfies Record<ShortcutAction, keyof typeof en>;

/** Keys that mean something while a message is written. */
const WRITING = [
    { words: "shortcutSlash", keys: ["/"] },
    { words: "shortcutSend", keys: ["Enter"] },
    { words: "shortcutNewLine", keys: ["Shift Enter"] },
] as const;

/** All keyboard shortcuts. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
    const { t } = useConsole();
    const lines = [...shortcuts.map(({ action, keys }) => ({ words: WORDS[action], keys })), ...WRITING];
    return (
        <Dialog title={t("help")} onClose={onClose}>
            <dl class="keys">
                {lines.map(({ words, keys }) => (
                    <>
                        <dt>{t(words)}</dt>
                        <dd>
                            {keys.map(key => (
                                <kbd key={key}>{key}</kbd>
                            ))}
                        </dd>
                    </>
                ))}
            </dl>
        </Dialog>
    );
}
