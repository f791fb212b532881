// @vitest-environment happy-dom
import { ContentTooLargeError } from "@kefuchat/client";
import { createUi, UiContext, Uploads } from "@kefuchat/ui";
import { createRef, render } from "preact";
import { act } from "preact/test-utils";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ChatModel } from "../src/chat/ChatModel.ts";
import { createTexts, TextsContext } from "../src/chat/Texts.ts";
import { Composer } from "../src/chat/view/Composer.tsx";
import { chat } from "../src/i18n/en.ts";

const session = { send: vi.fn(), typing: vi.fn() };
const uploaded = vi.fn(() => new Promise<never>(() => undefined));
let root: HTMLElement;

const part = <T extends HTMLElement>(selector: string): T => {
    const found = root.querySelector<T>(selector);
    if (found === null) {
        throw new Error(`there is no ${selector}`);
    }

    return found;
};

const field = () => part<HTMLTextAreaElement>("textarea");

async function write(text: string): Promise<void> {
    await act(() => {
        field().value = text;
        field().dispatchEvent(new InputEvent("input", { bubbles: true }));
    });
}

const press = (init: KeyboardEventInit) =>
    act(() => void field().dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, ...init })));

beforeEach(async () => {
    vi.resetAllMocks();
    root = document.createElement("div");
    document.body.replaceChildren(root);
    const ui = createUi("en", () => Promise.reject(new Error("none")));
    const model = { session } as unknown as ChatModel;
    await act(() =>
        render(
            <UiContext.Provider value={ui}>
                <TextsContext.Provider value={createTexts(chat, "en")}>
                    <Composer model={model} field={createRef()} uploads={new Uploads(uploaded, () => undefined)} />
                </TextsContext.Provider>
            </UiContext.Provider>,
            root,
        ),
    );
});

describe("Composer", () => {
    it("sends by Enter, without the white space around, and is empty then", async () => {
        await write("  Hello \n");
        await press({ key: "Enter" });
        expect(session.send.mock.calls).toEqual([[{ type: "text", text: "Hello" }]]);
        expect(field().value).toBe("");
    });

    it.each([{ shiftKey: true }, { isComposing: true }])("does not send by Enter with %j", async init => {
        await write("你");
        await press({ key: "Enter", ...init });
        expect(session.send).not.toHaveBeenCalled();
    });

    it("sends nothing that is empty", async () => {
        await write(" \n ");
        await press({ key: "Enter" });
        expect(session.send).not.toHaveBeenCalled();
        expect(part<HTMLButtonElement>(".kc-send").disabled).toBe(true);
    });

    it("keeps what is too long, and says so until it is changed", async () => {
        session.send.mockImplementation(() => {
            throw new ContentTooLargeError(40_000);
        });
        await write("x");
        await press({ key: "Enter" });
        expect(field().value).toBe("x");
        expect(part("[role=alert]").textContent).toContain("too long");
        await write("y");
        expect(root.querySelector("[role=alert]")).toBeNull();
    });

    it("tells that the customer writes, and that no longer", async () => {
        await write("a");
        await write("");
        expect(session.typing.mock.calls).toEqual([[true], [false]]);
    });

    it("uploads what is pasted, and leaves pasted text to the browser", async () => {
        const paste = (types: string[]) => {
            const event = new Event("paste", { bubbles: true, cancelable: true });
            Object.defineProperty(event, "clipboardData", { value: { types, files: [new File(["x"], "a.png")] } });
            field().dispatchEvent(event);
            return event.defaultPrevented;
        };
        expect(paste(["text/plain", "Files"])).toBe(false);
        expect(uploaded).not.toHaveBeenCalled();
        expect(paste(["Files"])).toBe(true);
        expect(uploaded).toHaveBeenCalledTimes(1);
    });

    it("puts an emoji in by the keyboard alone, and Esc goes back to the text", async () => {
        await write("Hi ");
        const button = part<HTMLButtonElement>("[aria-label='Insert an emoji']");
        await act(() => button.click());
        const first = document.activeElement as HTMLElement;
        await act(() => void first.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true })));
        const second = document.activeElement as HTMLElement;
        expect(second).not.toBe(first);
        await act(() => second.click());
        expect(field().value).toBe(`Hi ${second.textContent}`);
        await act(() => void second.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true })));
        expect(root.querySelector(".kc-emoji-picker")).toBeNull();
        expect(document.activeElement).toBe(field());
    });
});
