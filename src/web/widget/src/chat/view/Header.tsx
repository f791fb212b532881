import { Avatar, CloseIcon, SoundOffIcon, SoundOnIcon } from "@kefuchat/ui";
import type { ChatModel } from "../ChatModel.ts";
import { useTexts } from "../Texts.ts";

/** The store, who answers and whether anybody is here, the sound, and the way out. */
export function Header({ model }: { model: ChatModel }) {
    const t = useTexts();
    const { profile, seller, hasSound } = model;
    const store = profile?.name ?? t("seller");
    const isOnline = seller?.online ?? profile?.online;
    const presence = isOnline === undefined ? "" : isOnline ? t("online") : t("away");
    const name = seller?.name;

    return (
        <header class="kc-header">
            <Avatar name={name ?? store} {...(isOnline !== undefined && { online: isOnline })} />
            <div class="kc-header-names">
                <h2>
                    <bdi>{store}</bdi>
                </h2>
                <p>
                    {name !== undefined && <bdi>{name}</bdi>}
                    {name !== undefined && presence !== "" && " · "}
                    {presence}
                </p>
            </div>
            <button
                type="button"
                class="kc-icon-button"
                aria-label={hasSound ? t("soundOff") : t("soundOn")}
                title={hasSound ? t("soundOff") : t("soundOn")}
                onClick={() => model.setSound(!hasSound)}
            >
                {hasSound ? <SoundOnIcon /> : <SoundOffIcon />}
            </button>
            <button
                type="button"
                class="kc-icon-button"
                aria-label={t("close")}
                title={t("close")}
                onClick={model.shell.close}
            >
                <CloseIcon />
            </button>
        </header>
    );
}
