// Parts of @msgpack/msgpack that the protocol has no use for, and what stands in their place in a bundle: a frame is an
// array of numbers and strings, without extension types and maps, and every browser has TextEncoder.
const instead = new Map([
    [
        "ExtensionCodec",
        "export const ExtensionCodec = { defaultCodec: { tryToEncode: () => null, decode: () => null } };",
    ],
    ["CachedKeyDecoder", "export class CachedKeyDecoder { canBeCached() { return false; } }"],
    [
        "utf8",
        `const encoder = new TextEncoder();
        const decoder = new TextDecoder();
        export const utf8Count = text => encoder.encode(text).length;
        export const utf8Encode = (text, bytes, at) => encoder.encodeInto(text, bytes.subarray(at));
        export const utf8Decode = (bytes, at, length) => decoder.decode(bytes.subarray(at, at + length));`,
    ],
]);

/** Leaves them out. */
export const slimMsgpack = {
    name: "slim-msgpack",
    setup({ onLoad }) {
        const filter = /[\\/]@msgpack[\\/]msgpack[\\/].*[\\/](ExtensionCodec|CachedKeyDecoder|utf8)\.mjs$/;
        onLoad({ filter }, ({ path }) => ({ contents: instead.get(filter.exec(path)[1]) }));
    },
};
