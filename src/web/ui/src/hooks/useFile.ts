import { useCallback, useEffect, useState } from "preact/hooks";
import { useUi, type FileSource } from "../UiContext.ts";

/** A file's address, once it is there; how to ask for it again, and whether that has failed. */
export interface FileState {
    file: FileSource | null;
    hasFailed: boolean;
    /** Says that the address did not do, or asks again. */
    retry(): void;
    fail(): void;
}

/** Asks for the address of a file that a message names. */
export function useFile(id: string): FileState {
    const ui = useUi();
    const [file, setFile] = useState<FileSource | null>(null);
    const [hasFailed, setFailed] = useState(false);
    const [attempt, setAttempt] = useState(0);

    useEffect(() => {
        let isWanted = true;
        ui.file(id).then(
            answer => isWanted && setFile(answer),
            () => isWanted && setFailed(true),
        );
        return () => {
            isWanted = false;
        };
    }, [ui, id, attempt]);

    const fail = useCallback(() => setFailed(true), []);
    const retry = useCallback(() => {
        setFile(null);
        setFailed(false);
        setAttempt(count => count + 1);
    }, []);
    return { file, hasFailed, retry, fail };
}
