import { useEffect, useRef } from "preact/hooks";
import { CloseIcon } from "../parts/icons.tsx";
import { useUi } from "../UiContext.ts";

/** An image over everything else; Esc, the button, or a click beside it close it. */
export function ImageDialog({ url, label, onClose }: { url: string; label: string; onClose: () => void }) {
    const { t } = useUi();
    const dialog = useRef<HTMLDialogElement>(null);
    useEffect(() => dialog.current?.showModal(), []);

    return (
        <dialog
            ref={dialog}
            class="kc-image-dialog"
            aria-label={label}
            onClose={onClose}
            onClick={() => dialog.current?.close()}
        >
            <img src={url} alt={label} />
            <button type="button" class="kc-icon-button" aria-label={t("close")}>
                <CloseIcon />
            </button>
        </dialog>
    );
}
