using System.Buffers.Binary;

namespace MessagePack;

/// <summary>
/// The fixed-size start of a value: its code, and the one number that the code holds or that follows it.
/// What the number is (the value itself, a length, a count) depends on the type.
/// </summary>
internal readonly struct MessagePackToken
{
    /// <summary>Bytes of the longest token: a code and a 64-bit number.</summary>
    public const int MaxSize = 1 + sizeof(ulong);

    /// <summary>Sizes of the tokens with the codes 0xc0 to 0xdf; all others are their code alone.</summary>
    private static ReadOnlySpan<byte> Sizes =>
    [
        1, 1, 1, 1, // nil, never used, false, true
        2, 3, 5, // bin
        2, 3, 5, // ext
        5, 9, // float
        2, 3, 5, 9, // uint
        2, 3, 5, 9, // int
        1, 1, 1, 1, 1, // fixext
        2, 3, 5, // str
        3, 5, // array
        3, 5, // map
    ];

    private readonly ulong _number;

    private MessagePackToken(byte code, int size, ulong number)
    {
        Code = code;
        Size = size;
        _number = number;
    }

    /// <summary>The first byte.</summary>
    public byte Code { get; }

    /// <summary>Bytes in the token itself, 1 to <see cref="MaxSize"/>.</summary>
    public int Size { get; }

    /// <summary>What the code says follows.</summary>
    public MessagePackType Type => MessagePackCode.ToMessagePackType(Code);

    /// <summary>Bytes after the token that belong to a string, bytes or extension; at most 2^32, so never an <see langword="int"/>.</summary>
    public long PayloadLength => Type switch
    {
        MessagePackType.String or MessagePackType.Binary => (long)_number,
        MessagePackType.Extension => 1 + (long)_number,
        _ => 0,
    };

    /// <summary>Values after the token that belong to an array or map; at most 2^33 - 2.</summary>
    public long ChildCount => Type switch
    {
        MessagePackType.Array => (long)_number,
        MessagePackType.Map => 2 * (long)_number,
        _ => 0,
    };

    private bool IsSigned => Code is >= MessagePackCode.Int8 and <= MessagePackCode.Int64 or >= MessagePackCode.MinNegativeFixInt;

    /// <summary>How many bytes the token with this code has.</summary>
    public static int SizeOf(byte code)
    {
        int index = code - MessagePackCode.Nil;
        return (uint)index < (uint)Sizes.Length ? Sizes[index] : 1;
    }

    /// <summary>Reads a token from the start of <paramref name="bytes"/>, which must hold at least <see cref="SizeOf"/> its first byte.</summary>
    public static MessagePackToken Decode(ReadOnlySpan<byte> bytes)
    {
        byte code = bytes[0];
        int size = SizeOf(code);
        if (size == 1)
        {
            return new MessagePackToken(code, size, NumberInCode(code));
        }

        ulong number = size switch
        {
            2 => bytes[1],
            3 => BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]),
            5 => BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]),
            _ => BinaryPrimitives.ReadUInt64BigEndian(bytes[1..]),
        };
        return new MessagePackToken(code, size, code is >= MessagePackCode.Int8 and <= MessagePackCode.Int64 ? ExtendSign(number, size - 1) : number);
    }

    /// <summary>The number of an integer, array or map.</summary>
    /// <exception cref="OverflowException">It is above <see cref="long.MaxValue"/>.</exception>
    public long ToInt64() => IsSigned ? (long)_number : checked((long)_number);

    /// <summary>The number of an integer.</summary>
    /// <exception cref="OverflowException">It is negative.</exception>
    public ulong ToUInt64() => IsSigned ? checked((ulong)(long)_number) : _number;

    private static ulong NumberInCode(byte code) => code switch
    {
        <= MessagePackCode.MaxFixInt => code,
        <= MessagePackCode.MaxFixArray => code & 0x0fUL,
        <= MessagePackCode.MaxFixStr => code & 0x1fUL,
        >= MessagePackCode.MinNegativeFixInt => ExtendSign(code, sizeof(byte)),
        >= MessagePackCode.FixExt1 and <= MessagePackCode.FixExt16 => 1UL << (code - MessagePackCode.FixExt1),
        _ => 0,
    };

    private static ulong ExtendSign(ulong number, int bytes)
    {
        int unused = 64 - (8 * bytes);
        return (ulong)((long)(number << unused) >> unused);
    }
}
