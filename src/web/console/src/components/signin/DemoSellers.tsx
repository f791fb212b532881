import { Avatar } from "@kefuchat/ui";
import { useEffect, useState } from "preact/hooks";
import type { T } from "../../i18n/translations.ts";
import { demoSellers, demoToken, type DemoSeller } from "../../session/consoleSettings.ts";

interface DemoSellersProps {
    readonly t: T;
    readonly isBusy: boolean;
    readonly onToken: (token: string) => void;
}

/** A button for each demo seller; nothing but in Development. */
export function DemoSellers({ t, isBusy, onToken }: DemoSellersProps) {
    const [sellers, setSellers] = useState<readonly DemoSeller[]>([]);
    const [hasFailed, setFailed] = useState(false);
    useEffect(() => void demoSellers().then(setSellers), []);

    const choose = (seller: DemoSeller) => {
        setFailed(false);
        demoToken(seller).then(onToken, () => setFailed(true));
    };

    return sellers.length === 0 ? null : (
        <section class="signin-demo">
            <h2 class="legend">{t("signInDemo")}</h2>
            {hasFailed && <p role="alert">{t("serverUnreachable")}</p>}
            {sellers.map(seller => {
                const name = seller.name ?? t("sellerNamed", { id: seller.uid });
                return (
                    <button
                        key={seller.uid}
                        class="button"
                        type="button"
                        disabled={isBusy}
                        onClick={() => choose(seller)}
                    >
                        <Avatar name={name} />
                        <span class="cut">{t("signInAs", { name })}</span>
                        <span class="muted cut">{seller.store}</span>
                    </button>
                );
            })}
        </section>
    );
}
