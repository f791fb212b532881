using System.Buffers.Binary;
using System.Numerics;
using KefuChat.Load.Protocol;

namespace KefuChat.Load.Network;

/// <summary>The client's side of WebSocket framing (RFC 6455, section 5.2).</summary>
internal static class WebSocketFrame
{
    /// <summary>The longest header a client writes: 2 bytes, a 64-bit length, the mask.</summary>
    public const int LongestHeader = 14;

    // Nothing the protocol sends is nearly as long; a length above is a server gone wrong, not memory to reserve.
    private const int LongestPayload = 4 << 20;

    private const byte Final = 0x80;
    private const byte Masked = 0x80;

    /// <summary>Writes a masked frame; returns the bytes written.</summary>
    public static int Write(Span<byte> target, WebSocketOpcode opcode, ReadOnlySpan<byte> payload, uint mask)
    {
        target[0] = (byte)(Final | (byte)opcode);
        int header;
        switch (payload.Length)
        {
            case < 126:
                target[1] = (byte)(Masked | payload.Length);
                header = 2;
                break;
            case <= ushort.MaxValue:
                target[1] = Masked | 126;
                BinaryPrimitives.WriteUInt16BigEndian(target[2..], (ushort)payload.Length);
                header = 4;
                break;
            default:
                target[1] = Masked | 127;
                BinaryPrimitives.WriteUInt64BigEndian(target[2..], (ulong)payload.Length);
                header = 10;
                break;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(target[header..], mask);
        header += 4;
        CopyMasked(payload, target[header..], mask);
        return header + payload.Length;
    }

    /// <summary>
    /// Reads the frame at the start of <paramref name="bytes"/>; false when it is not all there yet. Part of a message is an
    /// error unless <paramref name="mayBeFragment"/>.
    /// </summary>
    public static bool TryRead(
        ReadOnlySpan<byte> bytes, out WebSocketOpcode opcode, out ReadOnlySpan<byte> payload, out int consumed, bool mayBeFragment = false)
    {
        opcode = default;
        payload = default;
        consumed = 0;
        if (bytes.Length < 2)
        {
            return false;
        }

        if ((bytes[1] & Masked) != 0 || ((bytes[0] & Final) == 0 && !mayBeFragment))
        {
            throw new ProtocolException("the server sent a masked or fragmented WebSocket frame; this program reads neither");
        }

        var header = (bytes[1] & 0x7f) switch { 126 => 4, 127 => 10, _ => 2 };
        if (bytes.Length < header)
        {
            return false;
        }

        var length = header switch
        {
            4 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            10 => BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]),
            _ => (ulong)bytes[1],
        };
        if (length > LongestPayload)
        {
            throw new ProtocolException($"the server sent a WebSocket frame of {length} bytes");
        }

        if (bytes.Length - header < (int)length)
        {
            return false;
        }

        opcode = (WebSocketOpcode)(bytes[0] & 0x0f);
        payload = bytes.Slice(header, (int)length);
        consumed = header + (int)length;
        return true;
    }

    private static void CopyMasked(ReadOnlySpan<byte> source, Span<byte> target, uint mask)
    {
        // A vector's length is a multiple of the mask's four bytes, so the mask stays in phase.
        var wideMask = Vector.AsVectorByte(new Vector<uint>(mask));
        var i = 0;
        for (; i <= source.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            (new Vector<byte>(source[i..]) ^ wideMask).CopyTo(target[i..]);
        }

        for (; i < source.Length; i++)
        {
            target[i] = (byte)(source[i] ^ (mask >> (8 * (i & 3))));
        }
    }
}
