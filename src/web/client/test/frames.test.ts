import { describe, expect, test } from "vitest";
import { Command, Flag } from "../src/protocol/Command.ts";
import { decodeFrame, encodeFrame } from "../src/protocol/frames.ts";

// The examples of "A conversation in hex" in protos/wire-protocol.md.

const bytes = (hex: string) => Uint8Array.from(hex.split(" "), byte => Number.parseInt(byte, 16));
const hex = (frame: Uint8Array) => Array.from(frame, byte => byte.toString(16).padStart(2, "0")).join(" ");
const decoded = (text: string) => decodeFrame(bytes(text).buffer);

describe("what the client writes", () => {
    test.each([
        [Command.AuthToken, 1, 0, [3, "TOKEN", "phone"], "96 0f 01 00 03 a5 54 4f 4b 45 4e a5 70 68 6f 6e 65"],
        [Command.Sync, 2, 0, [0, 0], "95 1a 02 00 00 00"],
        [
            Command.Customer,
            3,
            Flag.Text,
            [7, 1001, 0, 55, 0, '{"text":"hi"}', "m1"],
            "9a 18 03 01 07 cd 03 e9 00 37 00 ad 7b 22 74 65 78 74 22 3a 22 68 69 22 7d a2 6d 31",
        ],
        [Command.SyncKey, 4, 0, [1], "94 22 04 00 01"],
        [Command.Ping, 5, 0, [], "93 0d 05 00"],
    ])("%i", (command, seq, flags, fields, expected) => {
        expect(hex(encodeFrame(command, seq, flags, fields))).toBe(expected);
    });

    test("an id beyond 32 bits is an integer on the wire", () => {
        expect(hex(encodeFrame(Command.SyncKey, 1, 0, [2 ** 53 - 1]))).toBe("94 22 01 00 cf 00 1f ff ff ff ff ff ff");
    });
});

describe("what the client reads", () => {
    test.each([
        ["98 03 01 00 00 07 cd 03 e9 cf 00 00 01 9b 76 da a8 00 00", { command: 3, status: 0, syncKey: 0 }],
        ["94 1b 02 00 00", { command: 27, syncKey: 0 }],
        ["95 1c 03 00 00 c2", { command: 28, syncKey: 0, hasMore: false }],
        ["94 0e 05 00 01", { command: 14, syncKey: 1 }],
        ["94 1d 05 00 2b", { command: 29, syncKey: 43 }],
        [
            "99 05 04 00 03 00 01 00 cf 00 00 01 9b 76 da a8 fa a0",
            {
                command: 5,
                acked: 3,
                status: 0,
                syncKey: 1,
                prevSyncKey: 0,
                timestamp: 1767225600250,
                reason: "",
            },
        ],
        [
            "9c 18 04 11 07 cd 03 e9 00 37 cf 00 00 01 9b 76 da a8 fa ad 7b 22 74 65 78 74 22 3a 22 68 69 22 7d a2 6d 31 2a 29",
            {
                command: 24,
                flags: Flag.Text | Flag.Push,
                message: {
                    customerAppid: 7,
                    customerId: 1001,
                    storeId: 0,
                    sellerId: 55,
                    timestamp: 1767225600250,
                    content: '{"text":"hi"}',
                    uuid: "m1",
                },
                syncKey: 42,
                prevSyncKey: 41,
            },
        ],
    ])("%s", (text, expected) => {
        expect(decoded(text)).toEqual(expected);
    });

    test("what is missing at the end is 0, what is too much is skipped", () => {
        expect(decoded("93 1d 05 00")).toEqual({ command: 29, syncKey: 0 });
        expect(decoded("95 1d 05 00 2b a1 78")).toEqual({ command: 29, syncKey: 43 });
        expect(decoded("94 1d 05 00 c0")).toEqual({ command: 29, syncKey: 0 });
    });

    test("a command of a later version is skipped", () => {
        expect(decoded("93 7f 01 00")).toBeNull();
    });

    test("what is no frame is an error", () => {
        expect(() => decoded("a1 78")).toThrow("a frame is an array");
        expect(() => decoded("93 0d")).toThrow();
    });
});
