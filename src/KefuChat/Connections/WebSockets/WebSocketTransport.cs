using System.Buffers;
using System.Net.WebSockets;
using KefuChat.Protocol;

namespace KefuChat.Connections.WebSockets;

/// <summary>
/// A WebSocket of a server that has no bytes beneath it to give: the in-memory test server's. One binary message is one
/// frame.
/// </summary>
/// <param name="socket">The accepted socket.</param>
/// <param name="maxFrameBytes">A longer message is refused with 1009.</param>
internal sealed class WebSocketTransport(WebSocket socket, int maxFrameBytes) : Transport
{
    private const int InitialBufferBytes = 4096;

    private byte[] _buffer = [];

    /// <inheritdoc/>
    public override async ValueTask<TransportRead> ReadAsync()
    {
        try
        {
            return await ReadMessageAsync();
        }
        catch (Exception e) when (IsPeerGone(e))
        {
            return TransportRead.Closed;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DiscardAsync()
    {
        try
        {
            Grow(0);
            while (socket.State is WebSocketState.Open or WebSocketState.CloseSent)
            {
                await socket.ReceiveAsync(_buffer.AsMemory(), CancellationToken.None);
            }
        }
        catch (Exception e) when (IsPeerGone(e))
        {
            // That is what was waited for.
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<bool> WriteAsync(FrameWriter frames)
    {
        try
        {
            for (var i = 0; i < frames.Count; i++)
            {
                await socket.SendAsync(frames[i], WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
            }

            return true;
        }
        catch (Exception e) when (IsPeerGone(e))
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask CloseAsync(CloseCode code, string reason)
    {
        try
        {
            await socket.CloseOutputAsync((WebSocketCloseStatus)code, reason, CancellationToken.None);
        }
        catch (Exception e) when (IsPeerGone(e))
        {
            // Nobody is left to hear it.
        }
    }

    /// <inheritdoc/>
    public override void Abort() => socket.Abort();

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        ReturnBuffer();
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask<TransportRead> ReadMessageAsync()
    {
        // A read of zero bytes waits for data without a buffer. The buffer of a burst is kept until the burst is over.
        var waiting = socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
        if (!waiting.IsCompleted)
        {
            ReturnBuffer();
        }

        var received = await waiting;
        var length = 0;
        while (true)
        {
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return TransportRead.Closed;
            }

            if (received.MessageType == WebSocketMessageType.Text)
            {
                return TransportRead.Refuse(CloseCode.Malformed, "frame: a text message, where only binary ones are frames");
            }

            length += received.Count;
            if (length > maxFrameBytes)
            {
                return TransportRead.Refuse(CloseCode.TooLarge, $"frame: over {maxFrameBytes} bytes");
            }

            if (received.EndOfMessage)
            {
                return TransportRead.Of(new ReadOnlySequence<byte>(_buffer, 0, length));
            }

            Grow(length);
            received = await socket.ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None);
        }
    }

    /// <summary>Makes room behind what was received; never for more than a frame may have, whatever its header declares.</summary>
    private void Grow(int length)
    {
        if (length < _buffer.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(InitialBufferBytes, _buffer.Length * 2));
        _buffer.AsSpan(0, length).CopyTo(larger);
        ReturnBuffer();
        _buffer = larger;
    }

    private void ReturnBuffer()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }
    }
}
