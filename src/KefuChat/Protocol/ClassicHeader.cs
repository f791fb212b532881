using System.Buffers.Binary;

namespace KefuChat.Protocol;

/// <summary>The 12 bytes before a classic body: big endian, as everything in that framing.</summary>
internal readonly record struct ClassicHeader(int BodyLength, int Seq, byte Command, byte Version, byte Flags)
{
    /// <summary>The header's own length.</summary>
    public const int Bytes = 12;

    /// <summary>Deployed clients and servers read a body of less than this.</summary>
    public const int BodyLimit = 32 * 1024;

    /// <summary>Reads a header from its 12 bytes.</summary>
    public static ClassicHeader Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadInt32BigEndian(bytes),
        BinaryPrimitives.ReadInt32BigEndian(bytes[4..]),
        bytes[8],
        bytes[9],
        bytes[10]);

    /// <summary>Writes a header as 12 bytes.</summary>
    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(bytes, BodyLength);
        BinaryPrimitives.WriteInt32BigEndian(bytes[4..], Seq);
        bytes[8] = Command;
        bytes[9] = Version;
        bytes[10] = Flags;
        bytes[11] = 0;
    }

    /// <summary>Whether the declared body length closes the connection, and how.</summary>
    public bool IsRefused(int bodyLimit, out Refusal refusal)
    {
        refusal = BodyLength switch
        {
            < 0 => new Refusal(CloseCode.Malformed, "header: the body length is negative"),
            _ when BodyLength >= bodyLimit => new Refusal(CloseCode.TooLarge, $"body: {BodyLength} bytes, the limit is {bodyLimit - 1}"),
            _ => default,
        };
        return refusal != default;
    }
}
