import { Avatar, CloseIcon } from "@kefuchat/ui";
import { useConsole } from "../ConsoleContext.ts";
import type { DialogName } from "../dialogs/DeskDialog.tsx";
import { IconButton } from "../IconButton.tsx";
import { PersonIcon, ShieldIcon } from "../icons.tsx";
import { BlockList } from "./BlockList.tsx";
import { Facts } from "./Facts.tsx";
import { OtherConversations } from "./OtherConversations.tsx";

interface CustomerPaneProps {
    readonly id: string;
    readonly onDialog: (dialog: DialogName) => void;
    readonly onClose: () => void;
}

/** Who writes, how sure that is, and what else there is with them. */
export function CustomerPane({ id, onDialog, onClose }: CustomerPaneProps) {
    const { session, t, names } = useConsole();
    const conversation = session.list.get(id);

    return (
        <aside class="pane details" aria-label={t("details")}>
            <header class="details-head">
                <h2 class="thread-title">{t("customer")}</h2>
                <IconButton label={t("hideDetails")} onClick={onClose} icon={<CloseIcon />} />
            </header>
            {conversation === undefined ? (
                <p class="pane-nothing">{t("loading")}</p>
            ) : (
                <div class="details-body">
                    <div class="person">
                        <Avatar name={names.of(conversation.customer)} online={conversation.customer.online} />
                        <h3>
                            <bdi>{names.of(conversation.customer)}</bdi>
                        </h3>
                        {conversation.customer.isVisitor === true ? (
                            <span class="badge">
                                <PersonIcon />
                                {t("unverified")}
                            </span>
                        ) : (
                            <span class="badge verified">
                                <ShieldIcon />
                                {t("verified")}
                            </span>
                        )}
                        <p class="muted">{t(conversation.customer.online ? "customerOnline" : "customerOffline")}</p>
                    </div>
                    <Facts conversation={conversation} />
                    <OtherConversations conversation={conversation} />
                    <BlockList conversation={conversation} onBlock={() => onDialog("block")} />
                </div>
            )}
        </aside>
    );
}
