using System.Buffers;
using System.Buffers.Binary;

namespace KefuChat.Connections.WebSockets;

/// <summary>What stands before a frame's payload (RFC 6455, 5.2), as it was sent: whether it may be so is not looked at.</summary>
/// <param name="Flags">The first byte: FIN, three reserved bits, the opcode.</param>
/// <param name="IsMasked">Whether the payload is masked; a client's must be.</param>
/// <param name="Mask">The four bytes of the mask, the first one lowest; 0 when there is none.</param>
/// <param name="PayloadBytes">As declared; below 0 when the highest bit is set, which no length may have.</param>
/// <param name="Bytes">The header's own length.</param>
internal readonly record struct WebSocketFrameHeader(byte Flags, bool IsMasked, uint Mask, long PayloadBytes, int Bytes)
{
    /// <summary>The longest header: two bytes, a length of eight, a mask of four.</summary>
    public const int MaxBytes = 14;

    /// <summary>The longest payload of a control frame (RFC 6455, 5.5).</summary>
    public const int MaxControlPayloadBytes = 125;

    /// <summary>The bit of the first byte that ends a message.</summary>
    public const byte Final = 0x80;

    private const byte ReservedBits = 0x70;
    private const byte ControlBit = 0x08;
    private const byte MaskedBit = 0x80;
    private const int Length16 = 126;
    private const int Length64 = 127;

    /// <summary>Whether the message ends with this frame.</summary>
    public bool IsFinal => (Flags & Final) != 0;

    /// <summary>Whether bits are set that only an extension may set, and none was agreed on.</summary>
    public bool HasReservedBits => (Flags & ReservedBits) != 0;

    /// <summary>Whether it is a control frame, by its number.</summary>
    public bool IsControl => (Flags & ControlBit) != 0;

    /// <summary>What the frame is; may be a reserved number.</summary>
    public WebSocketOpcode Opcode => (WebSocketOpcode)(Flags & 0x0f);

    /// <summary>Reads the header that a buffer begins with. False: not all of it is there yet.</summary>
    public static bool TryRead(in ReadOnlySequence<byte> buffer, out WebSocketFrameHeader header)
    {
        var first = buffer.FirstSpan;
        if (first.Length >= MaxBytes || buffer.IsSingleSegment)
        {
            return TryRead(first, out header);
        }

        Span<byte> copy = stackalloc byte[MaxBytes];
        var length = (int)Math.Min(buffer.Length, MaxBytes);
        buffer.Slice(0, length).CopyTo(copy);
        return TryRead(copy[..length], out header);
    }

    private static bool TryRead(ReadOnlySpan<byte> bytes, out WebSocketFrameHeader header)
    {
        header = default;
        if (bytes.Length < 2)
        {
            return false;
        }

        var isMasked = (bytes[1] & MaskedBit) != 0;
        var length = bytes[1] & ~MaskedBit;
        var maskAt = length switch { Length16 => 4, Length64 => 10, _ => 2 };
        var headerBytes = isMasked ? maskAt + sizeof(uint) : maskAt;
        if (bytes.Length < headerBytes)
        {
            return false;
        }

        var payload = length switch
        {
            Length16 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            Length64 => BinaryPrimitives.ReadInt64BigEndian(bytes[2..]),
            _ => length,
        };
        var mask = isMasked ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[maskAt..]) : 0;
        header = new WebSocketFrameHeader(bytes[0], isMasked, mask, payload, headerBytes);
        return true;
    }

    /// <summary>Writes the header of an unmasked frame, as servers send them. Gives its length, at most 10.</summary>
    public static int Write(Span<byte> target, WebSocketOpcode opcode, int payloadBytes)
    {
        target[0] = (byte)(Final | (byte)opcode);
        if (payloadBytes < Length16)
        {
            target[1] = (byte)payloadBytes;
            return 2;
        }

        if (payloadBytes <= ushort.MaxValue)
        {
            target[1] = Length16;
            BinaryPrimitives.WriteUInt16BigEndian(target[2..], (ushort)payloadBytes);
            return 4;
        }

        target[1] = Length64;
        BinaryPrimitives.WriteInt64BigEndian(target[2..], payloadBytes);
        return 10;
    }
}
