import { Thread, type KefuClient } from "@kefuchat/client";
import { useChange } from "@kefuchat/ui";
import { useCallback, useEffect, useState } from "preact/hooks";

/** The thread of a conversation, loaded, and kept up to date for as long as the component is there. */
export function useThread(client: KefuClient, conversation: string): Thread {
    const [thread] = useState(() => new Thread(client, conversation));
    useChange(useCallback((listener: () => void) => thread.onChange(listener), [thread]));
    useEffect(() => {
        void thread.open();
        return () => thread.close();
    }, [thread]);
    // Who gets a conversation sees more of it than who once wrote in it.
    useEffect(
        () =>
            client.on("notice", notice => {
                if (notice.conversation === conversation && notice.content.event === "transferred") {
                    void thread.open();
                }
            }),
        [client, thread, conversation],
    );
    return thread;
}
