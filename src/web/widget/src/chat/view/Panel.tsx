import { useCallback, useLayoutEffect, useRef } from "preact/hooks";
import { filesOf, UploadList, useDrop } from "@kefuchat/ui";
import type { ChatModel } from "../ChatModel.ts";
import { useTexts } from "../Texts.ts";
import { Composer } from "./Composer.tsx";
import { ConnectionLine } from "./ConnectionLine.tsx";
import { Header } from "./Header.tsx";
import { Log } from "./Log.tsx";
import { ProductBar } from "./ProductBar.tsx";
import { useFullScreen } from "./useFullScreen.ts";
import { useUploads } from "./useUploads.ts";

/** The chat's window: header, messages, composer. */
export function Panel({ model }: { model: ChatModel }) {
    const t = useTexts();
    const panel = useRef<HTMLDivElement>(null);
    const field = useRef<HTMLTextAreaElement>(null);
    const isFullScreen = useFullScreen(panel, model.isOpen);
    const uploads = useUploads(model);
    const { isOver, ...dropHandlers } = useDrop(data => uploads.add(filesOf(data)));

    useLayoutEffect(() => {
        if (model.isOpen) {
            field.current?.focus({ preventScroll: true });
        }
    }, [model.isOpen]);

    const onKeyDown = useCallback(
        (event: KeyboardEvent) => {
            const isInDialog = event.target instanceof Element && event.target.closest("dialog") !== null;
            if (event.key === "Escape" && !isInDialog && !event.isComposing) {
                event.stopPropagation();
                model.shell.close();
            }
        },
        [model],
    );

    // What goes away when it is pressed takes the focus with it.
    const onClick = useCallback(({ target }: MouseEvent) => {
        setTimeout(() => target instanceof Node && !target.isConnected && field.current?.focus());
    }, []);

    return (
        <div
            ref={panel}
            class={isOver ? "kc-panel kc-drop" : "kc-panel"}
            role="dialog"
            tabIndex={-1}
            aria-modal={isFullScreen}
            aria-label={t("title", { store: model.profile?.name ?? t("store") })}
            hidden={!model.isOpen}
            onKeyDown={onKeyDown}
            onClick={onClick}
            {...dropHandlers}
        >
            <Header model={model} />
            <ConnectionLine model={model} />
            <Log key={model.session?.id} model={model} />
            <ProductBar model={model} />
            <UploadList uploads={uploads} />
            <Composer model={model} field={field} uploads={uploads} />
            {isOver && <p class="kc-drop-hint">{t("drop")}</p>}
        </div>
    );
}
