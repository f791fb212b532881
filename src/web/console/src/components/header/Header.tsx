import { Avatar, ChatIcon, useChange } from "@kefuchat/ui";
import { useConsole } from "../ConsoleContext.ts";
import type { DialogName } from "../dialogs/DeskDialog.tsx";
import { IconButton } from "../IconButton.tsx";
import { HelpIcon, ReplyIcon, SignOutIcon } from "../icons.tsx";
import { SettingsMenu } from "./SettingsMenu.tsx";

interface HeaderProps {
    readonly onSignOut: () => void;
    readonly onDialog: (dialog: DialogName) => void;
}

/** Who is signed in, whether conversations are taken, how many messages wait, and what concerns the console itself. */
export function Header({ onSignOut, onDialog }: HeaderProps) {
    const { session, t, names } = useConsole();
    const { availability, unread, me } = session;
    useChange(availability.onChange);
    useChange(unread.onChange);
    const name = names.of(me);

    return (
        <header class="header">
            <h1 class="header-brand">
                <ChatIcon />
                <span class="header-name">{t("title")}</span>
                {unread.messages > 0 && (
                    <span class="count" role="img" aria-label={t("unreadTotal", { n: unread.messages })}>
                        {unread.messages > 999 ? "999+" : unread.messages}
                    </span>
                )}
            </h1>
            <span class="header-gap" />
            {availability.hasFailed && (
                <span class="error cut" role="alert">
                    {t("availabilityFailed")}
                </span>
            )}
            <button
                type="button"
                class="switch"
                role="switch"
                aria-checked={!availability.isAway}
                aria-label={t("available")}
                onClick={() => void availability.toggle()}
            >
                {availability.isAway ? t("away") : t("available")}
            </button>
            <div class="header-me">
                <Avatar name={name} />
                <bdi class="cut">{name}</bdi>
            </div>
            <IconButton label={t("manageQuickReplies")} onClick={() => onDialog("quickReplies")} icon={<ReplyIcon />} />
            <IconButton label={t("help")} onClick={() => onDialog("help")} icon={<HelpIcon />} />
            <SettingsMenu />
            <IconButton label={t("signOut")} onClick={onSignOut} icon={<SignOutIcon />} />
        </header>
    );
}
