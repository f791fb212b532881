/**
 * What is put in the place of files of @msgpack/msgpack. The codec is one class that knows everything MessagePack has;
 * frames (protos/wire-protocol.md) are arrays of integers, strings and booleans, without dates, other extension types and
 * maps, so these parts would be downloaded for nothing.
 */
const LEAN = {
    timestamp: `export const timestampExtension = null, EXT_TIMESTAMP = -1;
        export const encodeDateToTimeSpec = null, encodeTimeSpecToTimestamp = null, decodeTimestampToTimeSpec = null;
        export const encodeTimestampExtension = null, decodeTimestampExtension = null;`,
    CachedKeyDecoder: "export class CachedKeyDecoder {}",
    ExtensionCodec: `export class ExtensionCodec {
            static defaultCodec = new ExtensionCodec();
            tryToEncode() { return null; }
            decode() { throw new Error("an extension type"); }
        }`,
};

/** Leaves out of @msgpack/msgpack what frames never have. */
export const leanMsgpack = {
    name: "lean-msgpack",
    setup({ onLoad }) {
        for (const [file, contents] of Object.entries(LEAN)) {
            const filter = new RegExp(`@msgpack[\\\\/]msgpack[\\\\/].*[\\\\/]${file}\\.mjs$`);
            onLoad({ filter }, () => ({ contents }));
        }
    },
};
