import { Chime, createUi, UiContext } from "@kefuchat/ui";
import { render } from "preact";
import type { ChatModule } from "../Shell.ts";
import { ChatModel } from "./ChatModel.ts";
import css from "./chat.css?text";
import { createTexts, TextsContext } from "./Texts.ts";
import { ChatView } from "./view/ChatView.tsx";

export const createChat: ChatModule["createChat"] = (shell, source, product) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    shell.root.adoptedStyleSheets = [...shell.root.adoptedStyleSheets, sheet];

    const model = new ChatModel(shell, source, product, { chime: new Chime() });
    const ui = createUi(shell.language, id => {
        const { session } = model;
        return session === null ? Promise.reject(new Error("nobody is signed in")) : session.client.api.file(id);
    });
    const place = document.createElement("div");
    shell.frame.append(place);
    render(
        <UiContext.Provider value={ui}>
            <TextsContext.Provider value={createTexts(shell.language)}>
                <ChatView model={model} />
            </TextsContext.Provider>
        </UiContext.Provider>,
        place,
    );
    return model;
};
