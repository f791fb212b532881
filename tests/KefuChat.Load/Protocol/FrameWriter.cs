using System.Buffers.Binary;
using System.Text;

namespace KefuChat.Load.Protocol;

/// <summary>
/// Writes one <c>kefu.v1</c> frame, a MessagePack array, into a span that the caller made large enough.
/// </summary>
internal ref struct FrameWriter(Span<byte> target)
{
    private readonly Span<byte> _target = target;

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>The written bytes.</summary>
    public readonly ReadOnlySpan<byte> Written => _target[..Length];

    /// <summary>Opens the array of a frame with <paramref name="fields"/> fields after command, seq and flags.</summary>
    public void Begin(Command command, int seq, FrameFlags flags, int fields)
    {
        // No frame of the protocol has more than 12 elements, and a fixarray holds 15.
        Byte((byte)(0x90 | (fields + 3)));
        Integer((long)command);
        Integer(seq);
        Integer((long)flags);
    }

    /// <summary>Writes an integer that is not negative, in its shortest encoding.</summary>
    public void Integer(long value)
    {
        switch (value)
        {
            case < 0x80:
                Byte((byte)value);
                break;
            case <= byte.MaxValue:
                Byte(0xcc);
                Byte((byte)value);
                break;
            case <= ushort.MaxValue:
                Byte(0xcd);
                BinaryPrimitives.WriteUInt16BigEndian(Take(2), (ushort)value);
                break;
            case <= uint.MaxValue:
                Byte(0xce);
                BinaryPrimitives.WriteUInt32BigEndian(Take(4), (uint)value);
                break;
            default:
                Byte(0xcf);
                BinaryPrimitives.WriteUInt64BigEndian(Take(8), (ulong)value);
                break;
        }
    }

    /// <summary>Writes a string.</summary>
    public void Text(string value) => Utf8(Encoding.UTF8.GetBytes(value));

    /// <summary>Writes a string that is UTF-8 already.</summary>
    public void Utf8(scoped ReadOnlySpan<byte> value)
    {
        switch (value.Length)
        {
            case < 32:
                Byte((byte)(0xa0 | value.Length));
                break;
            case <= byte.MaxValue:
                Byte(0xd9);
                Byte((byte)value.Length);
                break;
            case <= ushort.MaxValue:
                Byte(0xda);
                BinaryPrimitives.WriteUInt16BigEndian(Take(2), (ushort)value.Length);
                break;
            default:
                Byte(0xdb);
                BinaryPrimitives.WriteUInt32BigEndian(Take(4), (uint)value.Length);
                break;
        }

        Raw(value);
    }

    /// <summary>Copies fields that were encoded before.</summary>
    public void Raw(scoped ReadOnlySpan<byte> encoded) => encoded.CopyTo(Take(encoded.Length));

    private void Byte(byte value) => Take(1)[0] = value;

    private Span<byte> Take(int count)
    {
        var span = _target.Slice(Length, count);
        Length += count;
        return span;
    }
}
