import { safeUrl } from "./safeUrl.ts";

/** A run of a message's text; a link where `href` is there. The texts of all runs together are the text as it was written. */
export interface TextRun {
    text: string;
    href?: string;
}

// Ends at white space, quotes, brackets, anything that turns the direction of writing or is invisible, and at Chinese,
// Japanese and Korean: who writes those puts no space behind an address.
const STOPS =
    '\\s<>"`{}|\\\\^\\p{Cc}\\p{Cf}\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\u3000-\\u303f\\uff00-\\uffef';
const CANDIDATE = new RegExp(`(?<![a-z0-9])(?:https?://|www\\.)[^${STOPS}]+`, "giu");

/** Parts a text into what is a link and what is not. Only http and https become links, and only where it is plain whither. */
export function linkify(text: string): TextRun[] {
    const runs: TextRun[] = [];
    let end = 0;
    for (const match of text.matchAll(CANDIDATE)) {
        const written = withoutTrailingPunctuation(match[0]);
        const href = targetOf(written);
        if (href === null) {
            continue;
        }

        if (match.index > end) {
            runs.push({ text: text.slice(end, match.index) });
        }

        runs.push({ text: written, href });
        end = match.index + written.length;
    }

    if (end < text.length) {
        runs.push({ text: text.slice(end) });
    }

    return runs;
}

/** The sentence's full stop is not the address's, nor is a bracket that was opened before it. */
function withoutTrailingPunctuation(written: string): string {
    const surplus = { ")": surplusOf(written, "(", ")"), "]": surplusOf(written, "[", "]") };
    let end = written.length;
    for (; end > 0; end--) {
        const last = written.charAt(end - 1);
        if (last === ")" || last === "]") {
            if (surplus[last]-- <= 0) {
                break;
            }
        } else if (!".,;:!?'*_~…”’".includes(last)) {
            break;
        }
    }

    return written.slice(0, end);
}

/** How many brackets are closed that were not opened. */
function surplusOf(text: string, open: string, close: string): number {
    return text.split(close).length - text.split(open).length;
}

/** Where a link leads; null where the eye could take it for another place: a host in letters that look like others, a user name. */
function targetOf(written: string): string | null {
    const address = /^www\./i.test(written) ? `https://${written}` : written;
    return /^https?:\/\/[a-z0-9.-]+(?::\d+)?(?:[/?#]|$)/i.test(address) ? safeUrl(address) : null;
}
