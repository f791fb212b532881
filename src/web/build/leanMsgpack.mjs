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
    Decoder: `clone appendBuffer decodeMulti decodeAsync decodeArrayStream decodeStream decodeMultiAsync pushMapState
        decodeExtension decodeBinary readF32 readF64 readU64AsBigInt readI64AsBigInt`.split(/\s+/),
    Encoder:
        `clone encodeBigInt64 encodeNumberAsFloat encodeBinary encodeMap countWithoutUndefined encodeExtension writeU8a
        writeF32 writeF64 writeBigUint64 writeBigInt64`.split(/\s+/),
};

/** First bytes that no frame has: of binary, extensions, floats and maps. Without its branch each is an unknown one. */
const UNUSED_TYPES = ["c4", "c5", "c6", "c7", "c8", "c9", "ca", "cb", "d4", "d5", "d6", "d7", "d8", "de", "df"];

/** A part of the source that begins with `head` and ends with a brace at the same depth. */
function block(indent, head) {
    return new RegExp(`^${indent}${head} \\{\\n(?:(?!${indent}\\}$).*\\n)*${indent}\\}\\n`, "gm");
}

function without(source, blocks) {
    return blocks.reduce((left, pattern) => {
        const less = left.replace(pattern, "");
        if (less === left) {
            throw new Error(
                `@msgpack/msgpack is another: see what leanMsgpack.mjs may leave out of it now (${pattern})`,
            );
        }

        return less;
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
            const parts = methods.map(method => block("    ", `(?:async )?\\*?${method}\\(.*\\)`));
            if (name === "Decoder") {
                parts.push(...UNUSED_TYPES.map(type => block(" {12}", `else if \\(headByte === 0x${type}\\)`)));
            }

            onLoad({ filter: filter(name) }, async ({ path }) => ({
                contents: without(await readFile(path, "utf8"), parts),
            }));
        }
    },
};
