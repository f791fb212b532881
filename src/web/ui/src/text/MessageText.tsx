import { useMemo } from "preact/hooks";
import { linkify } from "./linkify.ts";
import { SafeLink } from "./SafeLink.tsx";

/** What somebody wrote: plain text with its line breaks, web addresses as links, its direction of writing its own. */
export function MessageText({ text }: { text: string }) {
    const runs = useMemo(() => linkify(text), [text]);
    return (
        <div class="kc-text" dir="auto">
            {runs.map((run, index) =>
                run.href === undefined ? (
                    run.text
                ) : (
                    <SafeLink key={index} href={run.href}>
                        {run.text}
                    </SafeLink>
                ),
            )}
        </div>
    );
}
