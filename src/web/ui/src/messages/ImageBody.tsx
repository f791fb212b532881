import type { ImageContent } from "@kefuchat/client";
import { useState } from "preact/hooks";
import { useFile } from "../hooks/useFile.ts";
import { MessageText } from "../text/MessageText.tsx";
import { useUi } from "../UiContext.ts";
import { ImageDialog } from "./ImageDialog.tsx";

/** The largest an image is shown in a message, in CSS pixels. */
const MAX_WIDTH = 260;
const MAX_HEIGHT = 300;

/** An uploaded image; a click shows it large. Its room is there before it is, so that nothing moves when it comes. */
export function ImageBody({ content }: { content: ImageContent }) {
    const { t } = useUi();
    const { file, hasFailed, fail, retry } = useFile(content.file);
    const [isLarge, setLarge] = useState(false);
    const label = content.name ? t("imageOf", { name: content.name }) : t("image");
    const { width, height } = shownSize(content);

    return (
        <div class="kc-image">
            {hasFailed ? (
                <div class="kc-image-failed">
                    <span>{t("imageFailed")}</span>
                    <button type="button" class="kc-text-button" onClick={retry}>
                        {t("retry")}
                    </button>
                </div>
            ) : (
                <button
                    type="button"
                    class="kc-image-button"
                    style={{ width: `${width}px`, aspectRatio: `${width} / ${height}` }}
                    aria-label={`${label}. ${t("enlarge")}`}
                    onClick={() => setLarge(file !== null)}
                >
                    {file !== null && <img src={file.url} alt={label} width={width} height={height} onError={fail} />}
                </button>
            )}
            {content.text && <MessageText text={content.text} />}
            {isLarge && file !== null && <ImageDialog url={file.url} label={label} onClose={() => setLarge(false)} />}
        </div>
    );
}

/** Within the largest size, in its proportions, and never so flat or narrow that it cannot be hit. */
function shownSize({ width, height }: ImageContent): { width: number; height: number } {
    const ratio = width && height ? Math.min(4, Math.max(0.4, width / height)) : 4 / 3;
    const shown = Math.min(MAX_WIDTH, MAX_HEIGHT * ratio);
    return { width: Math.round(shown), height: Math.round(shown / ratio) };
}
