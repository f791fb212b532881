using System.Buffers;

namespace MessagePack;

/// <summary>
/// Reads MessagePack values one after another from bytes in one piece or in many.
/// Takes the encoded lengths and counts for what a stranger claims: it checks them against the bytes that are there and allocates nothing for them.
/// </summary>
/// <remarks>
/// A value is read whole or not at all: when a method throws, or a Try method returns false, <see cref="Position"/> is still before the value.
/// Pass the reader by <see langword="ref"/>; a copy reads on independently.
/// </remarks>
public ref partial struct MessagePackReader
{
    private SequenceReader<byte> _reader;

    /// <summary>Starts at the first byte of <paramref name="memory"/>.</summary>
    /// <param name="memory">The bytes; they must not change while they are read.</param>
    public MessagePackReader(ReadOnlyMemory<byte> memory)
        : this(new ReadOnlySequence<byte>(memory))
    {
    }

    /// <summary>Starts at the first byte of <paramref name="readOnlySequence"/>.</summary>
    /// <param name="readOnlySequence">The bytes, split anywhere; they must not change while they are read.</param>
    public MessagePackReader(scoped in ReadOnlySequence<byte> readOnlySequence)
    {
        _reader = new SequenceReader<byte>(readOnlySequence);
    }

    /// <summary>All the bytes, read and unread.</summary>
    public readonly ReadOnlySequence<byte> Sequence => _reader.Sequence;

    /// <summary>The first unread byte in <see cref="Sequence"/>.</summary>
    public readonly SequencePosition Position => _reader.Position;

    /// <summary>Bytes read so far.</summary>
    public readonly long Consumed => _reader.Consumed;

    /// <summary>Whether every byte has been read.</summary>
    public readonly bool End => _reader.End;

    /// <summary>The code of the next value; see <see cref="MessagePackCode"/>.</summary>
    /// <exception cref="EndOfStreamException">Every byte has been read.</exception>
    public readonly byte NextCode => _reader.TryPeek(out byte code) ? code : throw Truncated();

    /// <summary>The type of the next value.</summary>
    /// <exception cref="EndOfStreamException">Every byte has been read.</exception>
    public readonly MessagePackType NextMessagePackType => MessagePackCode.ToMessagePackType(NextCode);

    /// <summary>Whether the next value is nil.</summary>
    /// <exception cref="EndOfStreamException">Every byte has been read.</exception>
    public readonly bool IsNil => NextCode == MessagePackCode.Nil;
}
