import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { checkSizes } from "../sizes.mjs";

const KB = 1024;

/** Files of these sizes that no compression makes smaller; they grow by 23 bytes. */
function files(loader: number, chat: number): Map<string, Uint8Array> {
    return new Map([
        ["assets/chat-1.js", randomBytes(chat)],
        ["assets/console-1.js", randomBytes(100 * KB)],
        ["widget.js", randomBytes(loader)],
    ]);
}

describe("checkSizes", () => {
    it("tells the sizes of a widget within its limits, whatever the console has", () => {
        expect(checkSizes(files(5.5 * KB, 34 * KB))).toMatch(
            /loader 5\.5 KB, with the chat 39\.\d KB; console: 100\.\d KB/,
        );
    });

    it("refuses a loader of more than 6 KB", () => {
        expect(() => checkSizes(files(6 * KB, KB))).toThrow(/over the limit of 6\.0 KB/);
    });

    it("refuses more than 40 KB in all", () => {
        expect(() => checkSizes(files(5 * KB, 35 * KB))).toThrow(/over the limit of .*40\.0 KB/);
    });
});
