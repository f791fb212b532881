import { ClockIcon, useUi } from "@kefuchat/ui";
import type { ChatModel } from "../ChatModel.ts";
import { useTexts } from "../Texts.ts";

/** While nobody is here: what the store says then, and when it opens. */
export function OfflineNotice({ model }: { model: ChatModel }) {
    const t = useTexts();
    const { dates } = useUi();
    const { profile } = model;
    if (profile === null || profile.online) {
        return null;
    }

    const when = profile.opensAt === undefined ? null : dates.upcoming(Date.parse(profile.opensAt), Date.now());
    return (
        <div class="kc-offline">
            <ClockIcon />
            <p>
                <bdi>{profile.offlineMessage || t("nobodyHere")}</bdi>
                {when !== null && ` ${t("back", { when })}`}
            </p>
        </div>
    );
}
