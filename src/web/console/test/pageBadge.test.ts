// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { showUnread } from "../src/state/pageBadge.ts";

test("the title and the icon count what is unread", () => {
    showUnread(document, "KefuChat", 3);
    expect(document.title).toBe("(3) KefuChat");
    const icon = () => decodeURIComponent(document.querySelector<HTMLLinkElement>("link[rel=icon]")?.href ?? "");
    expect(icon()).toContain(">3</text>");
    showUnread(document, "KefuChat", 250);
    expect(document.title).toBe("(99+) KefuChat");
    showUnread(document, "KefuChat", 0);
    expect(document.title).toBe("KefuChat");
    expect(icon()).not.toContain("<text");
    expect(document.querySelectorAll("link[rel=icon]")).toHaveLength(1);
});
