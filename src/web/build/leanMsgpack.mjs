import { readFile } from "node:fs/promises";

/**
 * What is put in the place of files of @msgpack/msgpack. The codec is one class that knows everything MessagePack has;
 * frames (protos/wire-protocol.md) are arrays of integers, strings and booleans, without dates, other extension types and
 * maps, so these parts would be downloaded for nothing.
 */
const INSTEAD = {
    CachedKeyDecoder: "export class CachedKeyDecoder {}",
    ExtensionCodec: `export class ExtensionCodec {
            static defaultCodec = new ExtensionCodec();
            tryToEncode() { return null; }
        }`,
    // For short strings it has UTF-8 in script as well, which is faster by microseconds.
    utf8: `const encoder = new TextEncoder();
        const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
        export const utf8Count = text => encoder.encode(text).length;
        export const utf8Encode = (text, bytes, at) => encoder.encodeInto(text, bytes.subarray(at));
        export const utf8Decode = (bytes, at, length) => decoder.decode(bytes.subarray(at, at + length));`,
};

/** Methods that nothing calls for such frames, which come and go whole. */
const NEEDLESS = {
    Decoder: [
        ...[
            "clone",
            "appendBuffer",
            "decodeMulti",
            "decodeAsync",
            "decodeArrayStream",
            "decodeStream",
            "decodeMultiAsync",
        ],
        ...["pushMapState", "decodeExtension", "readU64AsBigInt", "readI64AsBigInt"],
    ],
    Encoder: [
        ...["clone", "encodeBigInt64", "encodeNumberAsFloat", "encodeBinary", "encodeMap"],
        ...[
            "countWithoutUndefined",
            "encodeExtension",
            "writeU8a",
            "writeF32",
            "writeF64",
            "writeBigUint64",
            "writeBigInt64",
        ],
    ],
};

function without(source, methods) {
    return methods.reduce((left, name) => {
        const method = new RegExp(`^    (?:async )?\\*?${name}\\(.*\\) \\{\\n(?:(?!    \\}$).*\\n)*    \\}$`, "gm");
        if (!method.test(left)) {
            throw new Error(
                `@msgpack/msgpack has no method ${name} any more: see what leanMsgpack.mjs may leave out of it now`,
            );
        }

        return left.replace(method, "");
    }, source);
}

/** Leaves out of @msgpack/msgpack what frames never have. */
export const leanMsgpack = {
    name: "lean-msgpack",
    setup({ onLoad }) {
        const filter = name => new RegExp(`@msgpack[\\\\/]msgpack[\\\\/].*[\\\\/]${name}\\.mjs$`);
        for (const [name, contents] of Object.entries(INSTEAD)) {
            onLoad({ filter: filter(name) }, () => ({ contents }));
        }

        for (const [name, methods] of Object.entries(NEEDLESS)) {
            onLoad({ filter: filter(name) }, async ({ path }) => ({
                contents: without(await readFile(path, "utf8"), methods),
            }));
        }
    },
};
