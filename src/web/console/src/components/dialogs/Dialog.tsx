import { CloseIcon, useUi } from "@kefuchat/ui";
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { IconButton } from "../IconButton.tsx";

interface DialogProps {
    readonly title: string;
    readonly onClose: () => void;
    readonly children: ComponentChildren;
}

/**
 * A dialog over the desk, with the focus on what bears `data-autofocus`. Esc and the button close it; the focus goes back to
 * where it was.
 */
export function Dialog({ title, onClose, children }: DialogProps) {
    const ui = useUi();
    const dialog = useRef<HTMLDialogElement>(null);
    const heading = useId();
    useEffect(() => {
        dialog.current?.showModal();
        dialog.current?.querySelector<HTMLElement>("[data-autofocus]")?.focus();
    }, []);

    return (
        <dialog ref={dialog} class="dialog" aria-labelledby={heading} onClose={onClose}>
            <header class="dialog-head">
                <h2 id={heading}>{title}</h2>
                <IconButton label={ui.t("close")} onClick={() => dialog.current?.close()} icon={<CloseIcon />} />
            </header>
            <div class="dialog-body">{children}</div>
        </dialog>
    );
}
