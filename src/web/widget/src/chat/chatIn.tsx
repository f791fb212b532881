import { Chime, type en as uiEnglish, type Messages, UiContext, uiOf } from "@kefuchat/ui";
import { render } from "preact";
import type * as english from "../i18n/en.ts";
import type { ChatModule, Language } from "../Shell.ts";
import { ChatModel } from "./ChatModel.ts";
import css from "./chat.css?text";
import { createTexts, TextsContext } from "./Texts.ts";
import { ChatView } from "./view/ChatView.tsx";

/** All that the chat says in one language. */
export interface ChatTexts {
    language: Language;
    chat: Messages<typeof english.chat>;
    ui: Messages<typeof uiEnglish>;
}

/** The chat's module in a language: each is a bundle of its own, and a customer loads one. */
export const chatIn =
    ({ language, chat, ui: uiTexts }: ChatTexts): ChatModule["createChat"] =>
    (shell, source, product) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css);
        shell.root.adoptedStyleSheets = [...shell.root.adoptedStyleSheets, sheet];

        const model = new ChatModel(shell, source, product, { chime: new Chime() });
        const ui = uiOf(language, uiTexts, id => {
            const { session } = model;
            return session === null ? Promise.reject(new Error("nobody is signed in")) : session.client.api.file(id);
        });
        const place = document.createElement("div");
        shell.frame.append(place);
        render(
            <UiContext.Provider value={ui}>
                <TextsContext.Provider value={createTexts(chat, language)}>
                    <ChatView model={model} />
                </TextsContext.Provider>
            </UiContext.Provider>,
            place,
        );
        return model;
    };
