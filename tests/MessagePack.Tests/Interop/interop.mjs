// Translates between MessagePack and the tests' JSON (DocumentJson.cs), a value a line, with the npm package @msgpack/msgpack.
//   node interop.mjs decode          base64 of MessagePack in, JSON out
//   node interop.mjs encode-numbers  JSON in, base64 out; integers as numbers, which the package encodes in the shortest form
//   node interop.mjs encode-bigints  JSON in, base64 out; integers as bigints, which the package encodes in eight bytes
import { createInterface } from 'node:readline';
import { decode, encode } from '@msgpack/msgpack';

function describe(value) {
  if (value === null) return ['nil'];
  if (typeof value === 'boolean') return ['boolean', value];
  if (typeof value === 'bigint' || Number.isSafeInteger(value)) return ['integer', String(value)];
  if (typeof value === 'string') return ['string', value];
  if (value instanceof Uint8Array) return ['binary', Buffer.from(value).toString('base64')];
  if (Array.isArray(value)) return ['array', value.map(describe)];
  if (typeof value === 'object') return ['map', Object.entries(value).map(([key, item]) => [key, describe(item)])];
  throw new TypeError(`No description for ${value}`);
}

function build([type, value], integer) {
  switch (type) {
    case 'nil': return null;
    case 'boolean': return value;
    case 'integer': return integer(value);
    case 'string': return value;
    case 'binary': return new Uint8Array(Buffer.from(value, 'base64'));
    case 'array': return value.map((item) => build(item, integer));
    case 'map': return Object.fromEntries(value.map(([key, item]) => [key, build(item, integer)]));
    default: throw new TypeError(`No value for ${type}`);
  }
}

const toBase64 = (bytes) => Buffer.from(bytes).toString('base64');

const translations = {
  'decode': (line) => JSON.stringify(describe(decode(Buffer.from(line, 'base64'), { useBigInt64: true }))),
  'encode-numbers': (line) => toBase64(encode(build(JSON.parse(line), Number))),
  'encode-bigints': (line) => toBase64(encode(build(JSON.parse(line), BigInt), { useBigInt64: true })),
};

const translate = translations[process.argv[2]];
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${translate(line)}\n`);
}
