using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Unicode;
using KefuChat.Protocol;

namespace KefuChat.Connections.WebSockets;

/// <summary>
/// Writes a server's WebSocket frames (RFC 6455, 5) into a pipe, with one flush for all that is given at once. The
/// write loop sends messages while the read loop answers PINGs: they take turns. Nothing follows the goodbye.
/// </summary>
internal sealed class WebSocketWriter(PipeWriter output) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private bool _isClosed;

    /// <summary>Sends each frame as a binary message. False: the peer is gone, or was told goodbye.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> WriteMessagesAsync(FrameWriter frames)
    {
        await _turn.WaitAsync();
        try
        {
            if (_isClosed)
            {
                return false;
            }

            for (var i = 0; i < frames.Count; i++)
            {
                Append(WebSocketOpcode.Binary, frames[i].Span);
            }

            return !(await output.FlushAsync()).IsCompleted;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Answers a PING. While the peer does not read, this waits, and with it whoever reads from the peer.</summary>
    public async ValueTask WritePongAsync(ReadOnlySequence<byte> payload)
    {
        await _turn.WaitAsync();
        try
        {
            if (!_isClosed)
            {
                AppendPong(payload);
                await output.FlushAsync();
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Says goodbye, with as much of the reason as a control frame holds.</summary>
    public async ValueTask WriteCloseAsync(CloseCode code, string reason)
    {
        await _turn.WaitAsync();
        try
        {
            if (!_isClosed)
            {
                _isClosed = true;
                AppendClose(code, reason);
                await output.FlushAsync();
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private void Append(WebSocketOpcode opcode, ReadOnlySpan<byte> payload)
    {
        output.Advance(WebSocketFrameHeader.Write(output.GetSpan(WebSocketFrameHeader.MaxBytes), opcode, payload.Length));
        output.Write(payload);
    }

    private void AppendPong(in ReadOnlySequence<byte> payload)
    {
        Span<byte> bytes = stackalloc byte[WebSocketFrameHeader.MaxControlPayloadBytes];
        payload.CopyTo(bytes);
        Append(WebSocketOpcode.Pong, bytes[..(int)payload.Length]);
    }

    private void AppendClose(CloseCode code, string reason)
    {
        Span<byte> bytes = stackalloc byte[WebSocketFrameHeader.MaxControlPayloadBytes];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)code);
        Utf8.FromUtf16(reason, bytes[sizeof(ushort)..], out _, out var reasonBytes);
        Append(WebSocketOpcode.Close, bytes[..(sizeof(ushort) + reasonBytes)]);
    }
}
