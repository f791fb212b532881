import { parseContent } from "@kefuchat/client";
import { previewText, useUi } from "@kefuchat/ui";
import { useEffect } from "preact/hooks";
import { useConsole } from "../ConsoleContext.ts";

/** Has a screen reader say what the customer of the open conversation writes. @param name The customer's. */
export function useAnnouncements(conversation: string, name: string): void {
    const { session } = useConsole();
    const ui = useUi();
    useEffect(
        () =>
            session.client.on("message", message => {
                if (message.conversation === conversation && message.from === "customer") {
                    session.announcer.announce(
                        `${name}: ${previewText(parseContent(message.content, message.uuid), ui)}`,
                    );
                }
            }),
        [session, ui, conversation, name],
    );
}
