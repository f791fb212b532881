import { useConsole } from "../ConsoleContext.ts";
import { BlockDialog } from "./BlockDialog.tsx";
import { HelpDialog } from "./HelpDialog.tsx";
import { QuickRepliesDialog } from "./QuickRepliesDialog.tsx";
import { TransferDialog } from "./TransferDialog.tsx";

/** The dialogs of the desk. */
export type DialogName = "help" | "quickReplies" | "transfer" | "block";

interface DeskDialogProps {
    readonly name: DialogName;
    /** The conversation that is open. */
    readonly id: string | null;
    readonly onClose: () => void;
}

/** The dialog of that name; nothing where it needs a conversation and none is open. */
export function DeskDialog({ name, id, onClose }: DeskDialogProps) {
    const { session } = useConsole();
    const conversation = session.list.get(id ?? "");
    if (name === "help") {
        return <HelpDialog onClose={onClose} />;
    }

    if (name === "quickReplies") {
        return <QuickRepliesDialog onClose={onClose} />;
    }

    if (conversation === undefined) {
        return null;
    }

    return name === "transfer" ? (
        <TransferDialog conversation={conversation} onClose={onClose} />
    ) : (
        <BlockDialog conversation={conversation} onClose={onClose} />
    );
}
