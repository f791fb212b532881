import { useState } from "preact/hooks";
import { useConsole } from "../ConsoleContext.ts";

/** Desktop notifications: the browser is asked for its leave by a button, and after that they are on or off. */
export function NotificationSetting() {
    const { settings, t } = useConsole();
    const [permission, setPermission] = useState(() => globalThis.Notification?.permission ?? "denied");

    if (permission === "denied") {
        return <p class="muted">{t("notificationsDenied")}</p>;
    }

    const ask = async () => {
        const answer = await Notification.requestPermission();
        setPermission(answer);
        settings.set("notifications", answer === "granted");
    };

    return permission === "default" ? (
        <button type="button" class="button" onClick={() => void ask()}>
            {t("allowNotifications")}
        </button>
    ) : (
        <label class="check">
            <input
                type="checkbox"
                checked={settings.values.notifications}
                onChange={event => settings.set("notifications", event.currentTarget.checked)}
            />
            {t("notifications")}
        </label>
    );
}
