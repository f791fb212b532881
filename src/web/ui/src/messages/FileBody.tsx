import type { FileContent } from "@kefuchat/client";
import { useState } from "preact/hooks";
import { formatSize } from "../i18n/amounts.ts";
import { DownloadIcon, FileIcon } from "../parts/icons.tsx";
import { useUi } from "../UiContext.ts";

/** A file to be downloaded. Its address is asked for when it is wanted: it expires. */
export function FileBody({ content }: { content: FileContent }) {
    const ui = useUi();
    const [hasFailed, setFailed] = useState(false);

    const download = async () => {
        setFailed(false);
        try {
            const { url } = await ui.file(content.file);
            const link = document.createElement("a");
            link.href = url;
            link.rel = "noopener noreferrer";
            link.target = "_blank";
            link.download = content.name;
            link.click();
        } catch {
            setFailed(true);
        }
    };

    return (
        <div class="kc-card">
            <span class="kc-card-icon">
                <FileIcon />
            </span>
            <div class="kc-card-body">
                <bdi class="kc-card-title">{content.name}</bdi>
                {content.size !== undefined && (
                    <span class="kc-card-note">{formatSize(content.size, ui.language)}</span>
                )}
                {hasFailed && <span role="alert">{ui.t("fileFailed")}</span>}
            </div>
            <button
                type="button"
                class="kc-icon-button"
                aria-label={`${ui.t("download")}: ${content.name}`}
                onClick={download}
            >
                <DownloadIcon />
            </button>
        </div>
    );
}
