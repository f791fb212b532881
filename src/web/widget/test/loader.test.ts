// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { KefuChatApi } from "../src/KefuChatApi.ts";
import { start } from "../src/loader/start.ts";
import type { ImportChat } from "../src/loader/Widget.ts";
import type { Chat, ChatModule, Shell } from "../src/Shell.ts";

/** A chat that only counts its calls, and the module it comes from. */
function fakeModule() {
    const chat = { open: vi.fn(), close: vi.fn(), identify: vi.fn(), setProduct: vi.fn() } satisfies Chat;
    const createChat = vi.fn<ChatModule["createChat"]>(() => chat);
    const importChat = vi.fn<ImportChat>(async () => ({ createChat }));
    return { chat, createChat, importChat };
}

function script(attributes: Record<string, string> = { "data-store": "1001" }): HTMLScriptElement {
    const element = document.createElement("script");
    Object.defineProperty(element, "src", { value: "https://chat.example/widget.js" });
    for (const [name, value] of Object.entries(attributes)) {
        element.setAttribute(name, value);
    }

    return element;
}

const button = () => {
    const launcher = document.querySelector("kefu-chat")?.shadowRoot?.querySelector("button");
    if (!launcher) {
        throw new Error("there is no launcher");
    }

    return launcher;
};

const api = () => window.KefuChat as KefuChatApi;

describe("the loader", () => {
    beforeEach(() => {
        vi.useFakeTimers();
        Object.defineProperty(navigator, "languages", { value: ["en-GB"], configurable: true });
    });

    afterEach(() => {
        vi.useRealTimers();
        vi.restoreAllMocks();
        vi.unstubAllGlobals();
        localStorage.clear();
        delete window.KefuChat;
        document.body.replaceChildren();
    });

    it("asks for nothing and keeps nothing before the customer acts", () => {
        const requests = [vi.fn(), vi.fn(), vi.fn()];
        vi.stubGlobal("fetch", requests[0]);
        vi.stubGlobal("WebSocket", requests[1]);
        vi.stubGlobal("XMLHttpRequest", requests[2]);
        const setItem = vi.spyOn(Storage.prototype, "setItem");
        const { importChat } = fakeModule();

        start(script(), window, importChat);
        api().setProduct({ id: "1", title: "Jacket" });
        api().identify(async () => "token");
        vi.advanceTimersByTime(60_000);

        expect(importChat).not.toHaveBeenCalled();
        expect(setItem).not.toHaveBeenCalled();
        expect(requests.flatMap(request => request.mock.calls)).toEqual([]);
        expect(button().getAttribute("aria-label")).toBe("Open the chat");
    });

    it("loads the chat at the first click, once, and opens and closes it", async () => {
        const { chat, importChat } = fakeModule();
        start(script(), window, importChat);
        const heard: string[] = [];
        api().on("open", () => heard.push("open"));
        api().on("close", () => heard.push("close"));

        button().click();
        expect(button().getAttribute("aria-busy")).toBe("true");
        await vi.waitFor(() => expect(chat.open).toHaveBeenCalledTimes(1));
        expect(button().getAttribute("aria-expanded")).toBe("true");
        expect(button().getAttribute("aria-label")).toBe("Close the chat");
        button().click();
        expect(chat.close).toHaveBeenCalledTimes(1);
        expect(button().getAttribute("aria-expanded")).toBe("false");
        button().click();
        await vi.waitFor(() => expect(chat.open).toHaveBeenCalledTimes(2));

        expect(importChat).toHaveBeenCalledTimes(1);
        expect(heard).toEqual(["open", "close", "open"]);
    });

    it("loads the chat by itself for who has chatted here before", async () => {
        localStorage.setItem("kefuchat.1001", JSON.stringify({ hasChatted: true }));
        const { chat, createChat, importChat } = fakeModule();
        start(script(), window, importChat);
        expect(importChat).not.toHaveBeenCalled();
        await vi.advanceTimersByTimeAsync(5_000);
        expect(createChat).toHaveBeenCalledTimes(1);
        expect(chat.open).not.toHaveBeenCalled();
    });

    it("does what was asked before it was there, in order, and tells that it is ready", async () => {
        const { chat, createChat, importChat } = fakeModule();
        const ready = vi.fn();
        const product = { id: "1", title: "Jacket" };
        window.KefuChat = [["on", "ready", ready], ["identify", "token-1"], ["setProduct", product], ["open"]];
        start(script(), window, importChat);
        expect(ready).toHaveBeenCalledTimes(1);
        await vi.waitFor(() => expect(chat.open).toHaveBeenCalledTimes(1));
        expect(createChat.mock.calls[0]?.slice(1)).toEqual(["token-1", product]);

        const late = vi.fn();
        api().on("ready", late);
        expect(late).toHaveBeenCalledTimes(1);
    });

    it("goes on after a command that is none", () => {
        const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
        const ready = vi.fn();
        window.KefuChat = [["fly" as "open"], ["on", "ready", ready]];
        start(script(), window, fakeModule().importChat);
        expect(log).toHaveBeenCalledTimes(1);
        expect(ready).toHaveBeenCalledTimes(1);
    });

    it("is there once, however often the script is", () => {
        start(script(), window, fakeModule().importChat);
        const first = window.KefuChat;
        expect(start(script(), window, fakeModule().importChat)).toBeNull();
        expect(window.KefuChat).toBe(first);
        expect(document.querySelectorAll("kefu-chat").length).toBe(1);
    });

    it.each([{}, { "data-store": "" }, { "data-store": "rain" }, { "data-store": "-1" }])(
        "says what is wrong with %j",
        attributes => {
            const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
            expect(start(script(attributes), window, fakeModule().importChat)).toBeNull();
            expect(log.mock.calls).toEqual([[expect.stringContaining("data-store")]]);
            expect(document.querySelector("kefu-chat")).toBeNull();
        },
    );

    it("tells the customer that the chat cannot be had, and tries again at the next click", async () => {
        const { chat, createChat, importChat } = fakeModule();
        importChat.mockRejectedValueOnce(new TypeError("no network"));
        start(script(), window, importChat);
        const errors = vi.fn();
        api().on("error", errors);

        button().click();
        const failure = button().parentElement?.querySelector("[role=status]");
        await vi.waitFor(() => expect(failure?.textContent).toContain("could not be loaded"));
        expect(errors).toHaveBeenCalledTimes(1);
        button().click();
        await vi.waitFor(() => expect(chat.open).toHaveBeenCalledTimes(1));
        expect(importChat.mock.calls).toEqual([
            ["en", 1],
            ["en", 2],
        ]);
        expect(createChat).toHaveBeenCalledTimes(1);
        expect(failure?.textContent).toBe("");
    });

    it("shows how much is unread, on the badge and in words", async () => {
        const { createChat, importChat } = fakeModule();
        start(script({ "data-store": "1001", "data-label": "Ask us" }), window, importChat);
        await (window.KefuChat as unknown as { load(): Promise<unknown> }).load();
        const shell = createChat.mock.calls[0]?.[0] as Shell;
        shell.setUnread(1);
        expect(button().getAttribute("aria-label")).toBe("Ask us, 1 unread message");
        shell.setUnread(120);
        expect(button().textContent).toBe("Ask us99+");
        shell.setUnread(0);
        expect(button().getAttribute("aria-label")).toBe("Ask us");
    });

    it("speaks the page's choice of language before the browser's", () => {
        start(
            script({ "data-store": "1001", "data-language": "zh-CN", "data-position": "left", "data-z-index": "77" }),
            window,
            fakeModule().importChat,
        );
        expect(button().getAttribute("aria-label")).toBe("打开客服聊天");
        expect(button().parentElement?.className).toBe("kc-left");
        expect(button().parentElement?.lang).toBe("zh");
    });

    it("works for the page's life where storage is forbidden", async () => {
        vi.stubGlobal("localStorage", {
            getItem: () => {
                throw new DOMException("forbidden", "SecurityError");
            },
            setItem: () => {
                throw new DOMException("forbidden", "SecurityError");
            },
        });
        const { chat, createChat, importChat } = fakeModule();
        start(script(), window, importChat);
        button().click();
        await vi.waitFor(() => expect(chat.open).toHaveBeenCalledTimes(1));
        const { kept } = createChat.mock.calls[0]?.[0] as Shell;
        kept.write({ visitor: "token" });
        expect(kept.read()).toEqual({ visitor: "token" });
        kept.forget();
        expect(kept.read()).toEqual({});
    });

    it("forgets a customer who has signed out, and leaves a visitor alone", () => {
        localStorage.setItem("kefuchat.1001", JSON.stringify({ hasChatted: true, visitor: "v" }));
        start(script(), window, fakeModule().importChat);
        api().identify(null);
        expect(localStorage.getItem("kefuchat.1001")).not.toBeNull();

        localStorage.setItem("kefuchat.1001", JSON.stringify({ hasChatted: true, wasCustomer: true }));
        api().identify(null);
        expect(localStorage.getItem("kefuchat.1001")).toBeNull();
    });
});
