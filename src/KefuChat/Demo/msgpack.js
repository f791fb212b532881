const utf8 = { encoder: new TextEncoder(), decoder: new TextDecoder() };

/** Encodes nil, booleans, integers, strings and arrays of them, each in its shortest form. */
export function pack(value) {
  const bytes = [];

  // The given code is for so many bytes, the next one for twice as many, and so on.
  const sized = (number, code, size = 1) => {
    while (number >= 2 ** (8 * size) || number < -(2 ** (8 * size - 1))) {
      code++;
      size *= 2;
    }

    bytes.push(code);
    for (let i = size - 1; i >= 0; i--) bytes.push(Math.floor(number / 2 ** (8 * i)) & 0xff);
  };

  const write = item => {
    if (item === null || item === undefined) bytes.push(0xc0);
    else if (typeof item === "boolean") bytes.push(item ? 0xc3 : 0xc2);
    else if (Number.isSafeInteger(item)) {
      if (item >= -32 && item < 128) bytes.push(item & 0xff);
      else sized(item, item < 0 ? 0xd0 : 0xcc);
    } else if (typeof item === "string") {
      const encoded = utf8.encoder.encode(item);
      if (encoded.length < 32) bytes.push(0xa0 | encoded.length);
      else sized(encoded.length, 0xd9);
      for (const byte of encoded) bytes.push(byte);
    } else if (Array.isArray(item)) {
      if (item.length < 16) bytes.push(0x90 | item.length);
      else sized(item.length, 0xdc, 2);
      item.forEach(write);
    } else throw new TypeError(`MessagePack: ${typeof item} is not among what is written here`);
  };

  write(value);
  return new Uint8Array(bytes);
}

/** Decodes what pack encodes, and floats; passes over binary, extensions and maps, which become undefined. */
export function unpack(buffer) {
  const view = new DataView(buffer);
  let at = 0;
  const take = size => (at += size) - size;
  const uint = size => size === 8 ? uint(4) * 2 ** 32 + uint(4) : view[`getUint${8 * size}`](take(size));
  const int = size => size === 8 ? int(4) * 2 ** 32 + uint(4) : view[`getInt${8 * size}`](take(size));
  const string = size => utf8.decoder.decode(new Uint8Array(buffer, take(size), size));
  const array = size => Array.from({ length: size }, read);
  const skip = size => void take(size);
  const map = size => void array(2 * size);

  function read() {
    const code = uint(1);
    if (code < 0x80) return code;
    if (code < 0x90) return map(code & 0x0f);
    if (code < 0xa0) return array(code & 0x0f);
    if (code < 0xc0) return string(code & 0x1f);
    if (code >= 0xe0) return code - 0x100;
    switch (code) {
      case 0xc0: return null;
      case 0xc2: return false;
      case 0xc3: return true;
      case 0xc4: case 0xc5: case 0xc6: return skip(uint(2 ** (code - 0xc4)));
      case 0xc7: case 0xc8: case 0xc9: return skip(uint(2 ** (code - 0xc7)) + 1);
      case 0xca: return view.getFloat32(take(4));
      case 0xcb: return view.getFloat64(take(8));
      case 0xcc: case 0xcd: case 0xce: case 0xcf: return uint(2 ** (code - 0xcc));
      case 0xd0: case 0xd1: case 0xd2: case 0xd3: return int(2 ** (code - 0xd0));
      case 0xd4: case 0xd5: case 0xd6: case 0xd7: case 0xd8: return skip(2 ** (code - 0xd4) + 1);
      case 0xd9: case 0xda: case 0xdb: return string(uint(2 ** (code - 0xd9)));
      case 0xdc: case 0xdd: return array(uint(2 ** (code - 0xdb)));
      case 0xde: case 0xdf: return map(uint(2 ** (code - 0xdd)));
      default: throw new RangeError(`MessagePack: 0x${code.toString(16)} begins nothing`);
    }
  }

  return read();
}
