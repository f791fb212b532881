import { Uploads } from "@kefuchat/ui";
import { useMemo } from "preact/hooks";
import type { ChatModel } from "../ChatModel.ts";

/** The uploads of the session there is; what is under way for a former one has nowhere to go. */
export function useUploads(model: ChatModel): Uploads {
    const { session } = model;
    return useMemo(
        () =>
            new Uploads(
                (file, onProgress, signal) =>
                    session?.upload(file, onProgress, signal) ?? Promise.reject(new Error("the chat has ended")),
                content => session?.send(content),
            ),
        [session],
    );
}
