namespace MessagePack;

/// <summary>
/// The first byte of every value, which tells its type and encoding.
/// The numbers are those of the format specification (github.com/msgpack/msgpack, spec.md, "Formats").
/// </summary>
public static class MessagePackCode
{
    /// <summary>First of the codes that are themselves an integer, 0 to 127.</summary>
    public const byte MinFixInt = 0x00;

    /// <summary>Last of the codes that are themselves an integer, 0 to 127.</summary>
    public const byte MaxFixInt = 0x7f;

    /// <summary>First of the maps with 0 to 15 pairs, the number in the low four bits.</summary>
    public const byte MinFixMap = 0x80;

    /// <summary>Last of the maps with 0 to 15 pairs.</summary>
    public const byte MaxFixMap = 0x8f;

    /// <summary>First of the arrays with 0 to 15 elements, the number in the low four bits.</summary>
    public const byte MinFixArray = 0x90;

    /// <summary>Last of the arrays with 0 to 15 elements.</summary>
    public const byte MaxFixArray = 0x9f;

    /// <summary>First of the strings of 0 to 31 bytes, the length in the low five bits.</summary>
    public const byte MinFixStr = 0xa0;

    /// <summary>Last of the strings of 0 to 31 bytes.</summary>
    public const byte MaxFixStr = 0xbf;

    /// <summary>Nil.</summary>
    public const byte Nil = 0xc0;

    /// <summary>The one code that starts no value.</summary>
    public const byte NeverUsed = 0xc1;

    /// <summary>False.</summary>
    public const byte False = 0xc2;

    /// <summary>True.</summary>
    public const byte True = 0xc3;

    /// <summary>Bytes, an 8-bit length before them.</summary>
    public const byte Bin8 = 0xc4;

    /// <summary>Bytes, a 16-bit length before them.</summary>
    public const byte Bin16 = 0xc5;

    /// <summary>Bytes, a 32-bit length before them.</summary>
    public const byte Bin32 = 0xc6;

    /// <summary>An extension, an 8-bit length and a type number before it.</summary>
    public const byte Ext8 = 0xc7;

    /// <summary>An extension, a 16-bit length and a type number before it.</summary>
    public const byte Ext16 = 0xc8;

    /// <summary>An extension, a 32-bit length and a type number before it.</summary>
    public const byte Ext32 = 0xc9;

    /// <summary>A 32-bit floating point number.</summary>
    public const byte Float32 = 0xca;

    /// <summary>A 64-bit floating point number.</summary>
    public const byte Float64 = 0xcb;

    /// <summary>An unsigned 8-bit integer.</summary>
    public const byte UInt8 = 0xcc;

    /// <summary>An unsigned 16-bit integer.</summary>
    public const byte UInt16 = 0xcd;

    /// <summary>An unsigned 32-bit integer.</summary>
    public const byte UInt32 = 0xce;

    /// <summary>An unsigned 64-bit integer.</summary>
    public const byte UInt64 = 0xcf;

    /// <summary>A signed 8-bit integer.</summary>
    public const byte Int8 = 0xd0;

    /// <summary>A signed 16-bit integer.</summary>
    public const byte Int16 = 0xd1;

    /// <summary>A signed 32-bit integer.</summary>
    public const byte Int32 = 0xd2;

    /// <summary>A signed 64-bit integer.</summary>
    public const byte Int64 = 0xd3;

    /// <summary>An extension of one byte, a type number before it.</summary>
    public const byte FixExt1 = 0xd4;

    /// <summary>An extension of 2 bytes, a type number before it.</summary>
    public const byte FixExt2 = 0xd5;

    /// <summary>An extension of 4 bytes, a type number before it.</summary>
    public const byte FixExt4 = 0xd6;

    /// <summary>An extension of 8 bytes, a type number before it.</summary>
    public const byte FixExt8 = 0xd7;

    /// <summary>An extension of 16 bytes, a type number before it.</summary>
    public const byte FixExt16 = 0xd8;

    /// <summary>A string, an 8-bit length in bytes before it.</summary>
    public const byte Str8 = 0xd9;

    /// <summary>A string, a 16-bit length in bytes before it.</summary>
    public const byte Str16 = 0xda;

    /// <summary>A string, a 32-bit length in bytes before it.</summary>
    public const byte Str32 = 0xdb;

    /// <summary>An array, its 16-bit number of elements first.</summary>
    public const byte Array16 = 0xdc;

    /// <summary>An array, its 32-bit number of elements first.</summary>
    public const byte Array32 = 0xdd;

    /// <summary>A map, its 16-bit number of pairs first.</summary>
    public const byte Map16 = 0xde;

    /// <summary>A map, its 32-bit number of pairs first.</summary>
    public const byte Map32 = 0xdf;

    /// <summary>First of the codes that are themselves an integer, -32 to -1.</summary>
    public const byte MinNegativeFixInt = 0xe0;

    /// <summary>Last of the codes that are themselves an integer, -32 to -1.</summary>
    public const byte MaxNegativeFixInt = 0xff;

    /// <summary>The type of the value that a code starts.</summary>
    /// <param name="code">The value's first byte; every byte is allowed.</param>
    /// <returns>The type; <see cref="MessagePackType.Unknown"/> for <see cref="NeverUsed"/> alone.</returns>
    public static MessagePackType ToMessagePackType(byte code) => code switch
    {
        <= MaxFixInt or >= MinNegativeFixInt => MessagePackType.Integer,
        <= MaxFixMap => MessagePackType.Map,
        <= MaxFixArray => MessagePackType.Array,
        <= MaxFixStr => MessagePackType.String,
        Nil => MessagePackType.Nil,
        NeverUsed => MessagePackType.Unknown,
        False or True => MessagePackType.Boolean,
        <= Bin32 => MessagePackType.Binary,
        <= Ext32 => MessagePackType.Extension,
        <= Float64 => MessagePackType.Float,
        <= Int64 => MessagePackType.Integer,
        <= FixExt16 => MessagePackType.Extension,
        <= Str32 => MessagePackType.String,
        <= Array32 => MessagePackType.Array,
        _ => MessagePackType.Map,
    };
}
