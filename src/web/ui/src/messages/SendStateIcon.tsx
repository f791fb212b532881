import type { SendState } from "@kefuchat/client";
import { AlertIcon, CheckIcon, ClockIcon, DoubleCheckIcon } from "../parts/icons.tsx";
import { useUi } from "../UiContext.ts";

/** How far a message of one's own has come: an icon, with its meaning in words. */
export function SendStateIcon({ state }: { state: SendState }) {
    const { t } = useUi();
    const label = {
        queued: t("sending"),
        sent: t("sent"),
        stored: t("stored"),
        read: t("read"),
        refused: t("refused"),
    }[state];
    const Icon = { queued: ClockIcon, sent: ClockIcon, stored: CheckIcon, read: DoubleCheckIcon, refused: AlertIcon }[
        state
    ];
    return (
        <span class={`kc-state kc-state-${state}`} role="img" aria-label={label} title={label}>
            <Icon />
        </span>
    );
}
