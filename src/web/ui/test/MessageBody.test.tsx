// @vitest-environment happy-dom
import { parseContent } from "@kefuchat/client";
import { render } from "preact";
import { act } from "preact/test-utils";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { MessageBody } from "../src/messages/MessageBody.tsx";
import { createUi } from "../src/createUi.ts";
import { UiContext, type Ui } from "../src/UiContext.ts";

const file = vi.fn<Ui["file"]>();

async function show(content: object | string): Promise<HTMLElement> {
    const root = document.createElement("div");
    const shown = parseContent(typeof content === "string" ? content : JSON.stringify(content), "note-1");
    await act(() => {
        render(
            <UiContext.Provider value={createUi("en", file)}>
                <MessageBody content={shown} />
            </UiContext.Provider>,
            root,
        );
    });
    return root;
}

describe("MessageBody", () => {
    beforeEach(() => file.mockReset());

    it("shows markup as text", async () => {
        const text = "<img src=x onerror=alert(1)><script>alert(2)</script>";
        const root = await show({ type: "text", text });
        expect(root.textContent).toBe(text);
        expect(root.querySelector("img, script")).toBeNull();
    });

    it("makes links that tell nothing and open beside", async () => {
        const link = (await show({ type: "text", text: "see https://shop.example/p" })).querySelector("a");
        expect(link?.getAttribute("href")).toBe("https://shop.example/p");
        expect(link?.getAttribute("rel")).toBe("noopener noreferrer nofollow");
        expect(link?.getAttribute("target")).toBe("_blank");
    });

    it.each([
        { type: "product", id: "1", title: "Jacket", url: "javascript:alert(1)" },
        { type: "order", id: "1", title: "Jacket", url: "data:text/html,x" },
        { type: "text", text: "javascript:alert(1)" },
    ])("links %j to nothing", async content => {
        expect((await show(content)).querySelector("a")).toBeNull();
    });

    it("shows no picture whose address came in a message", async () => {
        const root = await show({ type: "product", id: "1", title: "Jacket", image: "https://evil.example/x.png" });
        expect(root.querySelector("img")).toBeNull();
    });

    it("formats a product's price, and shows one that is none as it was written", async () => {
        expect(
            (await show({ type: "product", id: "1", title: "J", price: "59.90", currency: "EUR" })).textContent,
        ).toContain("€59.90");
        expect(
            (await show({ type: "product", id: "1", title: "J", price: "a lot", currency: "☺" })).textContent,
        ).toContain("a lot ☺");
    });

    it("shows an image from the address the server gave", async () => {
        file.mockResolvedValue({ url: "https://chat.example/files/1?signature=x", name: "a.png", size: 1 });
        const root = await show({ type: "image", file: "f-1", width: 400, height: 200, name: "a.png" });
        expect(file).toHaveBeenCalledWith("f-1");
        const image = root.querySelector("img");
        expect(image?.getAttribute("src")).toBe("https://chat.example/files/1?signature=x");
        expect(image?.getAttribute("alt")).toBe("Image: a.png");
    });

    it("says that an image cannot be had, and asks for it again", async () => {
        file.mockRejectedValueOnce(new Error("404"));
        file.mockResolvedValueOnce({ url: "https://chat.example/files/1", name: "a.png", size: 1 });
        const root = await show({ type: "image", file: "f-1", width: 0, height: 0 });
        expect(root.textContent).toContain("could not be loaded");
        expect(root.innerHTML).not.toContain("NaN");
        root.querySelector("button")?.click();
        await vi.waitFor(() => expect(root.querySelector("img")).not.toBeNull());
        expect(root.innerHTML).not.toContain("NaN");
    });

    it.each([
        ["{", "A message this version cannot show"],
        ['{"type":"text","text":5}', "A message this version cannot show"],
        ['{"type":"hologram"}', "A message this version cannot show"],
        [
            '{"type":"system","event":"transferred","from":{"uid":1,"name":"Ann"},"seller":{"uid":2}}',
            "Ann has handed the conversation to A colleague.",
        ],
        ['{"type":"rating_request","text":""}', "How did you like our service?"],
    ])("shows %s", async (raw, text) => {
        expect((await show(raw)).textContent).toBe(text);
    });

    it("tells a rating in words", async () => {
        const root = await show({ type: "rating", stars: 4, text: "Fast" });
        expect(root.querySelector("[role=img]")?.getAttribute("aria-label")).toBe("4 of 5 stars");
        expect(root.textContent).toBe("Fast");
    });
});
