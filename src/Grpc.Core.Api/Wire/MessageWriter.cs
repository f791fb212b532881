using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;

namespace Grpc.Core.Wire;

/// <summary>
/// Writes messages to a body, straight into the pipe's memory where their length is known beforehand. A message goes in whole
/// or not at all: nothing is committed before the serializer is done. One writer at a time; flushing is the caller's affair.
/// </summary>
/// <param name="pipe">The body.</param>
/// <param name="maxMessageSize">The most bytes that one message may have; null is no limit.</param>
internal sealed class MessageWriter(PipeWriter pipe, int? maxMessageSize) : SerializationContext, IBufferWriter<byte>
{
    private const int UnknownLength = -1;
    private const int FirstRent = 1024;

    // Where the message grows: the pipe's own memory, or a rented array while its length is not known.
    private Memory<byte> _memory;
    private byte[]? _rented;
    private int _length;
    private int _written;
    private bool _isComplete;

    /// <summary>Bytes written and, as far as this knows, not flushed.</summary>
    public int UnflushedBytes { get; private set; }

    /// <exception cref="RpcException">The message is larger than may be sent.</exception>
    public void Write<T>(Action<T, SerializationContext> serializer, T message)
    {
        _memory = default;
        _length = UnknownLength;
        _written = Framing.HeaderSize;
        _isComplete = false;
        try
        {
            serializer(message, this);
            Commit();
        }
        finally
        {
            if (_rented is not null)
            {
                ArrayPool<byte>.Shared.Return(_rented);
                _rented = null;
            }
        }
    }

    /// <summary>The caller flushes.</summary>
    public void OnFlush() => UnflushedBytes = 0;

    public override void SetPayloadLength(int payloadLength)
    {
        CheckSize(payloadLength);
        _length = payloadLength;
    }

    public override IBufferWriter<byte> GetBufferWriter()
    {
        if (_memory.IsEmpty && _length != UnknownLength)
        {
            _memory = pipe.GetMemory(Framing.HeaderSize + _length);
        }

        return this;
    }

    public override void Complete() => _isComplete = true;

    public override void Complete(byte[] payload)
    {
        SetPayloadLength(payload.Length);
        var writer = GetBufferWriter();
        writer.Write(payload);
        Complete();
    }

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _memory.Length - _written);
        _written += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        EnsureRoom(sizeHint);
        return _memory[_written..];
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        EnsureRoom(sizeHint);
        return _memory.Span[_written..];
    }

    private void EnsureRoom(int sizeHint)
    {
        if (_memory.Length - _written >= Math.Max(sizeHint, 1))
        {
            return;
        }

        var grown = ArrayPool<byte>.Shared.Rent(Math.Max(_written + Math.Max(sizeHint, FirstRent), 2 * _memory.Length));
        if (!_memory.IsEmpty)
        {
            _memory.Span[.._written].CopyTo(grown);
        }

        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
        }

        _rented = grown;
        _memory = grown;
    }

    private void Commit()
    {
        var length = _written - Framing.HeaderSize;
        if (!_isComplete || (_length != UnknownLength && _length != length))
        {
            throw new InvalidOperationException("The serializer did not complete the message with the length it had set.");
        }

        CheckSize(length);
        var frame = _rented is null && !_memory.IsEmpty ? _memory.Span : pipe.GetSpan(_written);
        frame[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(frame[1..], length);
        _rented?.AsSpan(Framing.HeaderSize, length).CopyTo(frame[Framing.HeaderSize..]);
        pipe.Advance(_written);
        UnflushedBytes += _written;
    }

    private void CheckSize(int length)
    {
        if (length > maxMessageSize)
        {
            throw new RpcException(new Status(
                StatusCode.ResourceExhausted, $"Sending message of {length} bytes exceeds the maximum of {maxMessageSize}."));
        }
    }
}
