import { useChange } from "../hooks/useChange.ts";
import { CloseIcon, RetryIcon } from "../parts/icons.tsx";
import { useUi } from "../UiContext.ts";
import { canRetry, type Upload } from "./Upload.ts";
import type { Uploads } from "./Uploads.ts";

/** The files under way, with their progress, and those that failed, with the reason and what can be done. */
export function UploadList({ uploads }: { uploads: Uploads }) {
    useChange(uploads.onChange);
    return uploads.list.length === 0 ? null : (
        <ul class="kc-uploads">
            {uploads.list.map(upload => (
                <UploadRow key={upload.id} upload={upload} uploads={uploads} />
            ))}
        </ul>
    );
}

function UploadRow({ upload, uploads }: { upload: Upload; uploads: Uploads }) {
    const { t } = useUi();
    const { id, name, error } = upload;
    return (
        <li class={error === null ? "kc-upload" : "kc-upload kc-upload-failed"}>
            {error === null ? (
                <div class="kc-upload-body">
                    <bdi class="kc-upload-name">{name}</bdi>
                    <progress value={upload.progress} max={1} aria-label={t("uploading", { name })} />
                </div>
            ) : (
                <bdi class="kc-upload-body" role="alert">
                    {errorText(upload, t)}
                </bdi>
            )}
            {error !== null && canRetry(error) && (
                <button
                    type="button"
                    class="kc-icon-button"
                    aria-label={`${t("retry")}: ${name}`}
                    onClick={() => uploads.retry(id)}
                >
                    <RetryIcon />
                </button>
            )}
            <button
                type="button"
                class="kc-icon-button"
                aria-label={`${t("cancel")}: ${name}`}
                onClick={() => uploads.remove(id)}
            >
                <CloseIcon />
            </button>
        </li>
    );
}

function errorText({ name, error }: Upload, t: ReturnType<typeof useUi>["t"]): string {
    switch (error) {
        case "tooLarge":
            return t("uploadTooLarge", { name });
        case "wrongType":
            return t("uploadWrongType", { name });
        case "empty":
            return t("uploadEmpty", { name });
        case "tooMany":
            return t("uploadTooMany");
        case "notAllowed":
            return t("uploadNotAllowed");
        default:
            return t("uploadFailed", { name });
    }
}
