using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;

namespace Grpc.Core.Wire;

/// <summary>
/// Reads messages from a body where they lie. A read is held for as long as whole messages are left in it, so that a burst
/// costs one turn of the pipe. One reader at a time.
/// </summary>
/// <param name="pipe">The body.</param>
/// <param name="deserializer">Makes a message of its bytes.</param>
/// <param name="maxMessageSize">The most bytes that one message may have; null is no limit.</param>
/// <param name="encoding">What grpc-encoding says.</param>
/// <param name="onUnknownEncoding">The status for a message in an encoding not known here; each side has its own.</param>
internal sealed class MessageReader<T>(
    PipeReader pipe, Func<DeserializationContext, T> deserializer, int? maxMessageSize, string? encoding, StatusCode onUnknownEncoding)
{
    private readonly ReceivedMessage _message = new();
    private ReadOnlySequence<byte> _unread;
    private bool _isHeld;
    private bool _isEnd;

    /// <summary>Takes the next message of those that are here already.</summary>
    /// <exception cref="RpcException">The bytes are no message that may be taken.</exception>
    public bool TryRead([MaybeNullWhen(false)] out T message)
    {
        message = default;
        if (_unread.Length < Framing.HeaderSize)
        {
            return false;
        }

        var length = ReadHeader();
        if (_unread.Length - Framing.HeaderSize < length)
        {
            return false;
        }

        var payload = _unread.Slice(Framing.HeaderSize, length);
        _unread = _unread.Slice(payload.End);
        message = Deserialize(payload);
        return true;
    }

    /// <summary>Waits for more bytes.</summary>
    /// <returns>False at the end of the body.</returns>
    /// <exception cref="RpcException">The body ends within a message.</exception>
    /// <exception cref="OperationCanceledException">The token, or the pipe's pending read, was cancelled.</exception>
    public async ValueTask<bool> WaitAsync(CancellationToken cancellationToken = default)
    {
        var isPartial = !_unread.IsEmpty;
        if (_isHeld)
        {
            _isHeld = false;
            pipe.AdvanceTo(_unread.Start, _unread.End);
            _unread = default;
        }

        if (_isEnd)
        {
            return isPartial ? throw Refuse(StatusCode.Internal, "The stream ends within a message.") : false;
        }

        var result = await pipe.ReadAsync(cancellationToken);
        _unread = result.Buffer;
        _isHeld = true;
        _isEnd = result.IsCompleted;
        return result.IsCanceled ? throw new OperationCanceledException() : true;
    }

    private static RpcException Refuse(StatusCode code, string detail, Exception? cause = null) => new(new Status(code, detail, cause));

    private long ReadHeader()
    {
        var first = _unread.FirstSpan;
        if (first.Length >= Framing.HeaderSize)
        {
            return CheckHeader(first);
        }

        Span<byte> joined = stackalloc byte[Framing.HeaderSize];
        _unread.Slice(0, Framing.HeaderSize).CopyTo(joined);
        return CheckHeader(joined);
    }

    private long CheckHeader(ReadOnlySpan<byte> header)
    {
        if (header[0] != 0)
        {
            throw RefuseFlag(header[0]);
        }

        // Checked before any byte of the message is waited for: what is too long is never gathered.
        var length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        return length <= (maxMessageSize ?? int.MaxValue)
            ? length
            : throw Refuse(StatusCode.ResourceExhausted, $"Received message of {length} bytes exceeds the maximum of {maxMessageSize ?? int.MaxValue}.");
    }

    private RpcException RefuseFlag(byte flag)
    {
        if (flag != 1)
        {
            return Refuse(StatusCode.Internal, $"Unexpected compressed flag {flag} in the message header.");
        }

        return encoding is null or GrpcHeaders.Identity
            ? Refuse(StatusCode.Internal, "A message is flagged as compressed, but grpc-encoding names no compression.")
            : Refuse(onUnknownEncoding, $"Unsupported grpc-encoding '{encoding}'; supported encodings: {GrpcHeaders.Identity}.");
    }

    private T Deserialize(in ReadOnlySequence<byte> payload)
    {
        _message.Set(payload);
        try
        {
            return deserializer(_message);
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw Refuse(StatusCode.Internal, "A message could not be deserialized.", exception);
        }
    }
}
