import { parseContent } from "../content/parseContent.ts";
import { parseObject } from "../content/parseObject.ts";
import type { IncomingMessage } from "../messages.ts";
import type { ToTabs } from "../tabs/TabMessage.ts";

/** What a message that is not stored has to say; null where it says nothing that is known. */
export function readLive({ conversation, from, sellerId, content, uuid, isSelf }: IncomingMessage): ToTabs | null {
    const members = parseObject(content);
    switch (members?.get("type")) {
        case "typing": {
            const isTyping = members?.get("is_typing") !== false;
            return isSelf ? null : { kind: "typing", notice: { conversation, from, sellerId, isTyping } };
        }
        case "read": {
            const syncKey = members?.get("sync_key");
            if (typeof syncKey !== "number") return null;
            return { kind: "read", notice: { conversation, by: isSelf ? "me" : "other", syncKey } };
        }
        default: {
            const shown = parseContent(content, uuid);
            return shown.type === "system" ? { kind: "notice", notice: { conversation, content: shown } } : null;
        }
    }
}
