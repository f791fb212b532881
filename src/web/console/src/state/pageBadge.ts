const MAX_SHOWN = 99;

/** Shows how many messages are unread in the page's title and icon. */
export function showUnread(document: Document, title: string, unread: number): void {
    const count = unread > MAX_SHOWN ? `${MAX_SHOWN}+` : String(unread);
    document.title = unread > 0 ? `(${count}) ${title}` : title;
    let icon = document.querySelector<HTMLLinkElement>("link[rel=icon]");
    if (icon === null) {
        icon = document.createElement("link");
        icon.rel = "icon";
        document.head.append(icon);
    }

    icon.href = `data:image/svg+xml,${encodeURIComponent(iconOf(unread > 0 ? count : ""))}`;
}

/** A speech bubble, and a red spot with the count where there is one. */
function iconOf(count: string): string {
    const spot =
        `<circle cx="22" cy="10" r="10" fill="#d92d20"/>` +
        `<text x="22" y="14" font-family="sans-serif" font-size="${count.length > 2 ? 9 : 12}" font-weight="700" ` +
        `text-anchor="middle" fill="#fff">${count}</text>`;
    return (
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">` +
        `<path d="M4 6h22a3 3 0 0 1 3 3v12a3 3 0 0 1-3 3H13l-7 6v-6H4a3 3 0 0 1-3-3V9a3 3 0 0 1 3-3z" fill="#1a5fd0"/>` +
        `${count === "" ? "" : spot}</svg>`
    );
}
