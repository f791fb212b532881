import type { MessageContent, SellerClient, SellerSelf } from "@kefuchat/client";
import { createUi, UiContext } from "@kefuchat/ui";
import { render, type ComponentChildren } from "preact";
import { act } from "preact/test-utils";
import { vi } from "vitest";
import { ConsoleContext } from "../src/components/ConsoleContext.ts";
import { translations } from "../src/i18n/translations.ts";
import { Names } from "../src/session/Names.ts";
import { Session } from "../src/session/Session.ts";
import { Settings } from "../src/state/Settings.ts";
import { FakeClient } from "./fakes.ts";

const me: SellerSelf = {
    appid: 1,
    uid: 1,
    name: "Ann",
    isAway: false,
    stores: [
        {
            id: 1,
            name: "Rain & Co",
            sellers: [
                { appid: 1, uid: 1, name: "Ann", online: true, isAway: false },
                { appid: 1, uid: 2, name: "Bo", online: true, isAway: false },
            ],
        },
    ],
};

const replies = [
    { id: "a", shortcut: "hello", text: "Hello! How can I help?" },
    { id: "b", shortcut: "help", text: "Somebody comes." },
];

/** The session of Ann, who has one conversation, with customer 42; what she sends is in `sent`. */
export class FakeSession {
    readonly sent: MessageContent[] = [];
    readonly typing = vi.fn();
    readonly upload = vi.fn(() => new Promise<never>(() => undefined));
    readonly send = vi.fn((_: string, content: MessageContent) => void this.sent.push(content));
    readonly client = Object.assign(new FakeClient([]), { send: this.send, typing: this.typing });
    readonly session: Session;
    readonly page = document.createElement("div");

    constructor() {
        Object.assign(this.client.api, {
            quickReplies: async (store: number | null) => ({ quickReplies: store === null ? replies : [], next: null }),
            upload: this.upload,
        });
        const settings = new Settings(null);
        const ui = createUi("en", () => Promise.reject(new Error("no files here")));
        const names = new Names(translations("en"), me);
        this.session = new Session(
            { client: this.client as unknown as SellerClient, me, expiresAt: Infinity },
            settings,
            () => ({
                ui,
                names,
            }),
        );
        document.body.replaceChildren(this.page);
        this.show = children =>
            act(() =>
                render(
                    <UiContext.Provider value={ui}>
                        <ConsoleContext.Provider
                            value={{ session: this.session, settings, t: translations("en"), names }}
                        >
                            {children}
                        </ConsoleContext.Provider>
                    </UiContext.Provider>,
                    this.page,
                ),
            );
    }

    /** Puts components into the page. */
    readonly show: (children: ComponentChildren) => Promise<void> | void;
}
