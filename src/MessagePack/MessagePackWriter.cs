using System.Buffers;

namespace MessagePack;

/// <summary>
/// Writes MessagePack values, each in its shortest encoding, to a buffer.
/// What is written may not be in the buffer before <see cref="Flush"/>.
/// </summary>
/// <remarks>
/// Pass the writer by <see langword="ref"/>: a copy and its original would write over one another.
/// Nobody else may write to the buffer between the first value and <see cref="Flush"/>.
/// </remarks>
public ref partial struct MessagePackWriter
{
    private readonly IBufferWriter<byte> _output;

    /// <summary>What was last obtained from the buffer; several values go into it before the buffer hears of them.</summary>
    private Span<byte> _span;

    /// <summary>Bytes of the span that hold values.</summary>
    private int _written;

    /// <summary>Starts writing where <paramref name="writer"/> is.</summary>
    /// <param name="writer">Receives the values.</param>
    public MessagePackWriter(IBufferWriter<byte> writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _output = writer;
    }

    /// <summary>Hands everything written to the buffer. Writing may go on afterwards.</summary>
    public void Flush()
    {
        if (_written > 0)
        {
            _output.Advance(_written);
        }

        _span = default;
        _written = 0;
    }

    /// <summary>Writes bytes that already are MessagePack, unchecked.</summary>
    /// <param name="rawMessagePackBlock">Any number of values, or a part of one that later calls complete.</param>
    public void WriteRaw(ReadOnlySpan<byte> rawMessagePackBlock)
    {
        if (rawMessagePackBlock.Length <= _span.Length - _written)
        {
            rawMessagePackBlock.CopyTo(_span[_written..]);
            _written += rawMessagePackBlock.Length;
            return;
        }

        // Too much for what is left of the span: the buffer may take it in pieces rather than find one so large.
        Flush();
        _output.Write(rawMessagePackBlock);
    }

    /// <summary>The next <paramref name="size"/> bytes to write to. They count as written.</summary>
    private Span<byte> Take(int size)
    {
        if (_span.Length - _written < size)
        {
            Flush();
            _span = _output.GetSpan(size);
        }

        Span<byte> taken = _span.Slice(_written, size);
        _written += size;
        return taken;
    }
}
