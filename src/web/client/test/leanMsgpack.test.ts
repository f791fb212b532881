import { encode } from "@msgpack/msgpack";
import { build, type Plugin } from "esbuild";
import { expect, test } from "vitest";
import { Command } from "../src/protocol/Command.ts";
import * as whole from "../src/protocol/frames.ts";

// What customers download has a codec of which parts were left out: it must read and write frames as the whole one does.

const module = new URL("../../build/leanMsgpack.mjs", import.meta.url).href;
const { leanMsgpack } = (await import(module)) as { leanMsgpack: Plugin };
const entry = new URL("../src/protocol/frames.ts", import.meta.url).pathname;
const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
    plugins: [leanMsgpack],
});
const lean = (await import(`data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? "")}`)) as typeof whole;

const numbers = [0, 1, 127, 128, 255, 256, 65_535, 65_536, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1];
const texts = [
    ...["", "hi", "语言", "👋🏽 👩‍👩‍👧", "\u0000", "\u202E", "\uFEFFmark"],
    ...[31, 32, 200, 255, 256, 32_642, 65_535, 65_536].flatMap(length => ["x".repeat(length), "语".repeat(length / 2)]),
];

test("it writes the same bytes", () => {
    for (const field of [...numbers, ...texts]) {
        const frame = lean.encodeFrame(Command.Customer, 70_000, 1, [field, "after", 1]);
        expect(frame).toEqual(whole.encodeFrame(Command.Customer, 70_000, 1, [field, "after", 1]));
    }
});

test("it reads the same frames", () => {
    const frames: unknown[][] = [
        ...numbers.map(number => [Command.Ack, number, 0, number, 0, number, number, number, "reason"]),
        ...texts.map(text => [Command.CustomerSupport, 1, 17, 7, 42, 1001, 55, 9, text, text, 42, 41]),
        [Command.SyncEnd, 1, 0, 5, true],
        [Command.SyncEnd, 1, 0, 5, false, -1, -129, -70_000, null, [1, ["later"]]],
        [Command.Pong],
        [99, 1, 0],
    ];
    for (const frame of frames) {
        const bytes = encode(frame).slice().buffer;
        expect(lean.decodeFrame(bytes)).toEqual(whole.decodeFrame(bytes));
    }
});

test("it refuses what is no frame", () => {
    for (const bytes of [[], [0xc1], [0x92, 0x03], [0xa2, 0x68, 0x69], [0xd9, 0x05, 0x68], [0x91, 0x03, 0x00]]) {
        expect(() => lean.decodeFrame(Uint8Array.from(bytes).buffer)).toThrow();
    }
});
