using System.Buffers;
using System.Net;
using System.Net.Sockets;
using KefuChat.Load.Network;
using KefuChat.Load.Protocol;

namespace KefuChat.Load.Crowd;

/// <summary>
/// A WebSocket that is read when something is awaited. While nothing is, it holds a socket and neither a buffer nor a
/// task, so that tens of thousands fit beside the server. One caller at a time.
/// </summary>
internal sealed class CrowdConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly PooledBuffer _received = new();

    private CrowdConnection(Socket socket) => _socket = socket;

    /// <summary>Connects from <paramref name="source"/>, or anywhere, and does the handshake.</summary>
    /// <exception cref="SocketException">Nobody answers.</exception>
    /// <exception cref="ProtocolException">The server would not.</exception>
    /// <exception cref="ConnectionClosedException">It closed instead.</exception>
    public static async Task<CrowdConnection> OpenAsync(IPEndPoint server, IPEndPoint? source, string authority, CancellationToken cancellation)
    {
        var connection = new CrowdConnection(new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true });
        try
        {
            if (source is not null)
            {
                connection._socket.Bind(source);
            }

            await connection._socket.ConnectAsync(server, cancellation);
            await connection.ShakeHandsAsync(authority, cancellation);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Sends one binary frame.</summary>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        var frame = ArrayPool<byte>.Shared.Rent(WebSocketFrame.LongestHeader + payload.Length);
        try
        {
            var mask = (uint)Random.Shared.Next();
            ReadOnlyMemory<byte> unsent = frame.AsMemory(0, WebSocketFrame.Write(frame, WebSocketOpcode.Binary, payload.Span, mask));
            while (!unsent.IsEmpty)
            {
                unsent = unsent[await _socket.SendAsync(unsent, cancellation)..];
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(frame);
        }
    }

    /// <summary>The next binary frame; valid until the next call.</summary>
    /// <exception cref="ConnectionClosedException">The server closed instead.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReceiveAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (TryTake(out var payload))
            {
                return payload;
            }

            await FillAsync(cancellation);
        }
    }

    /// <summary>Nothing is awaited for now: the buffer is given back.</summary>
    public void Rest() => _received.Release();

    public void Dispose()
    {
        _socket.Dispose();
        _received.Release();
    }

    private bool TryTake(out ReadOnlyMemory<byte> payload)
    {
        var unread = _received.Unread;
        while (WebSocketFrame.TryRead(unread.Span, out var opcode, out var content, out var consumed))
        {
            payload = unread[(consumed - content.Length)..consumed];
            _received.Consume(consumed);
            unread = _received.Unread;
            switch (opcode)
            {
                case WebSocketOpcode.Binary:
                    return true;
                case WebSocketOpcode.Close:
                    throw new ConnectionClosedException(CloseReason.Read(content));
                default:
                    // A PING of the server would only matter to a connection that lives longer than these.
                    break;
            }
        }

        payload = default;
        return false;
    }

    private async ValueTask ShakeHandsAsync(string authority, CancellationToken cancellation)
    {
        var handshake = new WebSocketHandshake();
        await _socket.SendAsync(handshake.Request(authority), cancellation);
        int answer;
        while (!handshake.TryAccept(_received.Unread.Span, out answer))
        {
            await FillAsync(cancellation);
        }

        _received.Consume(answer);
    }

    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        var count = await _socket.ReceiveAsync(_received.GetFree(), cancellation);
        if (count == 0)
        {
            throw new ConnectionClosedException(CloseReason.None);
        }

        _received.Commit(count);
    }
}
