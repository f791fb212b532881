using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace KefuChat.Connections.WebSockets;

/// <summary>Takes the mask from a client's payload (RFC 6455, 5.3): byte i is XORed with byte i mod 4 of the mask.</summary>
internal static class WebSocketMask
{
    /// <summary>
    /// Unmasks where the bytes lie. They are the reader's alone: nobody else reads the pipe they came through, and it
    /// gives them out once.
    /// </summary>
    /// <param name="payload">A whole payload, of one segment or several.</param>
    /// <param name="mask">The mask, its first byte lowest.</param>
    public static void Remove(in ReadOnlySequence<byte> payload, uint mask)
    {
        foreach (var segment in payload)
        {
            Remove(MemoryMarshal.AsMemory(segment).Span, mask);
            mask = BitOperations.RotateRight(mask, segment.Length % sizeof(uint) * 8);
        }
    }

    private static void Remove(Span<byte> bytes, uint mask)
    {
        var i = 0;
        if (BitConverter.IsLittleEndian && bytes.Length >= Vector<byte>.Count)
        {
            var wide = Vector.AsVectorByte(new Vector<uint>(mask));
            for (; i <= bytes.Length - Vector<byte>.Count; i += Vector<byte>.Count)
            {
                var part = bytes.Slice(i, Vector<byte>.Count);
                (new Vector<byte>(part) ^ wide).CopyTo(part);
            }
        }

        for (; i < bytes.Length; i++)
        {
            bytes[i] ^= (byte)(mask >> (i % sizeof(uint) * 8));
        }
    }
}
