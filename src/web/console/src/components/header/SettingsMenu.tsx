import { useEffect, useRef, useState } from "preact/hooks";
import type { SettingValues } from "../../state/Settings.ts";
import { useConsole } from "../ConsoleContext.ts";
import { IconButton } from "../IconButton.tsx";
import { SettingsIcon } from "../icons.tsx";
import { NotificationSetting } from "./NotificationSetting.tsx";

/** What a seller chooses about the console: language, colours, sound, notifications. */
export function SettingsMenu() {
    const { settings, session, t } = useConsole();
    const [isOpen, setOpen] = useState(false);
    const menu = useRef<HTMLDivElement>(null);

    useEffect(() => {
        const onPointerDown = (event: Event) => {
            if (event.target instanceof Node && menu.current?.contains(event.target) === false) {
                setOpen(false);
            }
        };
        document.addEventListener("pointerdown", onPointerDown);
        return () => document.removeEventListener("pointerdown", onPointerDown);
    }, []);

    const onKeyDown = (event: KeyboardEvent) => {
        if (event.key === "Escape" && isOpen) {
            event.preventDefault();
            event.stopPropagation();
            setOpen(false);
            menu.current?.querySelector("button")?.focus();
        }
    };
    const setSound = (sound: boolean) => {
        settings.set("sound", sound);
        if (sound) {
            void session.chime.allow().then(() => session.chime.play());
        }
    };
    const { language, scheme, sound } = settings.values;

    return (
        <div class="menu" ref={menu} onKeyDown={onKeyDown}>
            <IconButton
                label={t("settings")}
                aria-expanded={isOpen}
                onClick={() => setOpen(!isOpen)}
                icon={<SettingsIcon />}
            />
            {isOpen && (
                <div class="menu-panel" role="group" aria-label={t("settings")}>
                    <label class="field">
                        <span>{t("language")}</span>
                        <select
                            class="input"
                            value={language}
                            onChange={event =>
                                settings.set("language", event.currentTarget.value as SettingValues["language"])
                            }
                        >
                            <option value="auto">{t("languageAuto")}</option>
                            <option value="en">English</option>
                            <option value="zh">中文</option>
                        </select>
                    </label>
                    <label class="field">
                        <span>{t("scheme")}</span>
                        <select
                            class="input"
                            value={scheme}
                            onChange={event =>
                                settings.set("scheme", event.currentTarget.value as SettingValues["scheme"])
                            }
                        >
                            <option value="auto">{t("schemeAuto")}</option>
                            <option value="light">{t("schemeLight")}</option>
                            <option value="dark">{t("schemeDark")}</option>
                        </select>
                    </label>
                    <label class="check">
                        <input
                            type="checkbox"
                            checked={sound}
                            onChange={event => setSound(event.currentTarget.checked)}
                        />
                        {t("sound")}
                    </label>
                    <NotificationSetting />
                </div>
            )}
        </div>
    );
}
