import type { ComponentChildren } from "preact";
import { safeUrl } from "./safeUrl.ts";

/** A link to an address that came in a message; what it holds stays plain text where the address is not a web address. */
export function SafeLink({ href, children }: { href: string; children: ComponentChildren }) {
    const url = safeUrl(href);
    return url === null ? (
        <bdi>{children}</bdi>
    ) : (
        <a class="kc-link" href={url} target="_blank" rel="noopener noreferrer nofollow" dir="auto">
            {children}
        </a>
    );
}
