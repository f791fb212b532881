using System.Buffers;
using System.Buffers.Binary;
using KefuChat.Protocol;

namespace KefuChat.Connections.WebSockets;

/// <summary>
/// Reads what a client sends on a WebSocket (RFC 6455, 5): messages, whole or in fragments, with control frames
/// between them. A frame is read when all of it is there, and refused as soon as its header is. The payload of a
/// message of one frame stays where it came; fragments are put together in a pooled buffer, which is held until the
/// next read after the message.
/// </summary>
/// <param name="maxMessageBytes">A longer message is refused, whatever its headers declare.</param>
internal sealed class WebSocketReader(int maxMessageBytes) : IDisposable
{
    private byte[] _fragments = [];
    private int _length;
    private bool _isFragmented;

    /// <summary>Reads the next thing the peer sent. False: there is not yet enough.</summary>
    /// <param name="buffer">
    /// What came and was not read; afterwards without what was read now. At a refusal it still begins with the frame refused.
    /// </param>
    /// <param name="read">What it is, when the answer is true.</param>
    public bool TryRead(ref ReadOnlySequence<byte> buffer, out WebSocketRead read)
    {
        if (!_isFragmented)
        {
            Release();
        }

        read = default;
        while (WebSocketFrameHeader.TryRead(buffer, out var header))
        {
            if (Refuse(header) is { } refusal)
            {
                read = new WebSocketRead(WebSocketReadKind.Refusal, default, refusal);
                return true;
            }

            if (buffer.Length < header.Bytes + header.PayloadBytes)
            {
                return false;
            }

            var payload = buffer.Slice(header.Bytes, header.PayloadBytes);
            WebSocketMask.Remove(payload, header.Mask);
            var frame = buffer;
            buffer = buffer.Slice(payload.End);
            if (TryComplete(header, payload, out read))
            {
                if (read.Kind == WebSocketReadKind.Refusal)
                {
                    buffer = frame;
                }

                return true;
            }
        }

        return false;
    }

    /// <summary>Gives the pooled buffer back.</summary>
    public void Dispose() => Release();

    private static WebSocketRead Close(in ReadOnlySequence<byte> payload)
    {
        Span<byte> code = stackalloc byte[sizeof(ushort)];
        if (payload.Length == 1)
        {
            return Refusal("a CLOSE with half a code");
        }

        if (payload.Length >= code.Length)
        {
            payload.Slice(0, code.Length).CopyTo(code);
            if (!IsCloseCode(BinaryPrimitives.ReadUInt16BigEndian(code)))
            {
                return Refusal("a CLOSE with a code that may not be sent");
            }
        }

        return new WebSocketRead(WebSocketReadKind.Close, default, default);
    }

    /// <summary>The codes that may be sent: RFC 6455, 7.4, and the registry of IANA that it founds.</summary>
    private static bool IsCloseCode(ushort code) => code is >= 1000 and <= 1014 and not (1004 or 1005 or 1006) or >= 3000 and <= 4999;

    private static WebSocketRead Refusal(string what) => new(WebSocketReadKind.Refusal, default, ProtocolError(what));

    private static Refusal ProtocolError(string what) => new(CloseCode.ProtocolError, $"frame: {what}");

    /// <summary>Why a frame may not be, as far as its header tells; null when it may.</summary>
    private Refusal? Refuse(in WebSocketFrameHeader header)
    {
        if (header.HasReservedBits)
        {
            return ProtocolError("reserved bits are set, and no extension was agreed on");
        }

        if (!header.IsMasked)
        {
            return ProtocolError("not masked, as a client's must be");
        }

        if (header.PayloadBytes < 0)
        {
            return ProtocolError("a length with its highest bit set");
        }

        switch (header.Opcode)
        {
            case WebSocketOpcode.Close or WebSocketOpcode.Ping or WebSocketOpcode.Pong:
                return !header.IsFinal ? ProtocolError("a control frame in fragments")
                    : header.PayloadBytes > WebSocketFrameHeader.MaxControlPayloadBytes ? ProtocolError("a control frame over 125 bytes")
                    : null;
            case WebSocketOpcode.Text when !_isFragmented:
                return new Refusal(CloseCode.Malformed, "frame: a text message, where only binary ones are frames");
            case WebSocketOpcode.Text or WebSocketOpcode.Binary when _isFragmented:
                return ProtocolError("a new message amid the fragments of another");
            case WebSocketOpcode.Continuation when !_isFragmented:
                return ProtocolError("a continuation of nothing");
            case WebSocketOpcode.Binary or WebSocketOpcode.Continuation:
                return header.PayloadBytes > maxMessageBytes - _length
                    ? new Refusal(CloseCode.TooLarge, $"frame: over {maxMessageBytes} bytes")
                    : null;
            default:
                return ProtocolError($"opcode {(int)header.Opcode} is reserved");
        }
    }

    /// <summary>Takes a whole frame. False: nothing comes of it yet.</summary>
    private bool TryComplete(in WebSocketFrameHeader header, in ReadOnlySequence<byte> payload, out WebSocketRead read)
    {
        read = default;
        switch (header.Opcode)
        {
            case WebSocketOpcode.Ping:
                read = new WebSocketRead(WebSocketReadKind.Ping, payload, default);
                return true;
            case WebSocketOpcode.Close:
                read = Close(payload);
                return true;
            case WebSocketOpcode.Pong:
                return false;
            case WebSocketOpcode.Binary when header.IsFinal:
                read = new WebSocketRead(WebSocketReadKind.Message, payload, default);
                return true;
            default:
                Append(payload);
                _isFragmented = !header.IsFinal;
                read = new WebSocketRead(WebSocketReadKind.Message, new ReadOnlySequence<byte>(_fragments, 0, _length), default);
                return header.IsFinal;
        }
    }

    private void Append(in ReadOnlySequence<byte> payload)
    {
        var length = _length + (int)payload.Length;
        if (length > _fragments.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Min(Math.Max(length, _fragments.Length * 2), maxMessageBytes));
            _fragments.AsSpan(0, _length).CopyTo(larger);
            ReturnBuffer();
            _fragments = larger;
        }

        payload.CopyTo(_fragments.AsSpan(_length));
        _length = length;
    }

    private void Release()
    {
        ReturnBuffer();
        _length = 0;
    }

    private void ReturnBuffer()
    {
        if (_fragments.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_fragments);
            _fragments = [];
        }
    }
}
