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
    // What others write in one's name, and a conversation that comes from somebody else, are in no queue of this seller's.
    useEffect(
        () => client.on("notice", notice => notice.conversation === conversation && void thread.open()),
        [client, thread, conversation],
    );
    return thread;
}
