import { useUi } from "@kefuchat/ui";
import type { ThreadRow } from "../../thread/rows.ts";
import { useConsole } from "../ConsoleContext.ts";
import { Message } from "./Message.tsx";

interface RowProps {
    readonly row: ThreadRow;
    /** The customer's. */
    readonly name: string;
    /** Whether it is what somebody looked for. */
    readonly isTarget: boolean;
}

/** One line of the thread: a day, where the unread ones begin, or a message. */
export function Row({ row, name, isTarget }: RowProps) {
    const { t } = useConsole();
    const { dates } = useUi();
    switch (row.kind) {
        case "day":
            return (
                <div class="divider">
                    <span>{dates.day(row.timestamp, Date.now())}</span>
                </div>
            );
        case "unread":
            return (
                <div class="divider unread">
                    <span>{t("unreadDivider")}</span>
                </div>
            );
        case "message":
            return <Message message={row.message} isFirst={row.isFirst} name={name} isTarget={isTarget} />;
    }
}
