import { build } from "esbuild";
import { beforeAll, expect, it } from "vitest";
import { leanMsgpack } from "../leanMsgpack.mjs";

interface Codec {
    encode(value: unknown): Uint8Array;
    decode(bytes: Uint8Array): unknown;
}

/** What a bundle has of the library, and the library itself. */
let lean: Codec;
let whole: Codec;

beforeAll(async () => {
    whole = await import("@msgpack/msgpack");
    const { outputFiles } = await build({
        stdin: { contents: `export { encode, decode } from "@msgpack/msgpack";`, resolveDir: import.meta.dirname },
        bundle: true,
        write: false,
        format: "esm",
        plugins: [leanMsgpack],
    });
    lean = (await import(`data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? "")}`)) as Codec;
});

const integers = [
    0,
    1,
    -1,
    -32,
    -33,
    127,
    128,
    -128,
    -129,
    255,
    256,
    32_767,
    -32_769,
    65_535,
    65_536,
    2 ** 31,
    -(2 ** 31),
    2 ** 32,
    2 ** 53 - 1,
];
const texts = [
    "",
    "ASCII",
    "é 你好 😀",
    "x".repeat(31),
    "x".repeat(32),
    "你".repeat(100),
    "x".repeat(300),
    "😀".repeat(20_000),
];
const frames = [integers, texts, [true, false, null], [[1, ["two"]], 3], Array.from({ length: 20 }, (_, at) => at)];

it.each(frames)("writes and reads frame %# as the whole library does", (...frame) => {
    const bytes = lean.encode(frame);
    expect(bytes).toEqual(whole.encode(frame));
    expect(lean.decode(bytes)).toEqual(frame);
});

it("reads binary, and refuses what frames never have", () => {
    expect(lean.decode(whole.encode([new Uint8Array([1, 2])]))).toEqual([new Uint8Array([1, 2])]);
    expect(() => lean.decode(whole.encode([{ a: 1 }]))).toThrow();
    expect(() => lean.decode(whole.encode([new Date(0)]))).toThrow();
    expect(() => lean.decode(new Uint8Array([0x92, 1]))).toThrow(RangeError);
});
