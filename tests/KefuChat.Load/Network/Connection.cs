using System.Net;
using System.Net.Sockets;
using KefuChat.Load.Measurement;
using KefuChat.Load.Protocol;

namespace KefuChat.Load.Network;

/// <summary>
/// A bare socket: one receive loop on the thread pool that hands over every complete payload of a receive, and a
/// <see cref="SendBuffer"/>. <see cref="System.Net.WebSockets.ClientWebSocket"/> would cost a call to the kernel and several
/// to the allocator per message, and the load program must not be what is measured.
/// </summary>
internal abstract class Connection : IDisposable
{
    // A connection whose next bytes are always there already would keep its pool thread from the others, and their
    // latencies would show it: so many receives in a row, then it queues again.
    private const int ReceivesInARow = 16;

    private readonly Socket _socket;

    protected Connection(Socket socket)
    {
        _socket = socket;
        Sends = new SendBuffer(socket);
    }

    protected ReceiveBuffer Received { get; } = new();

    protected SendBuffer Sends { get; }

    /// <summary>Connects, and shakes hands where the framing has that.</summary>
    /// <exception cref="SocketException">Nobody listens.</exception>
    /// <exception cref="ProtocolException">The server refused.</exception>
    public static async Task<Connection> OpenAsync(Framing framing, IPEndPoint server, string authority, CancellationToken cancellation)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Connection connection = framing.WebSocketPath is null ? new TcpConnection(socket) : new WebSocketConnection(socket, framing.IsText);
        try
        {
            await socket.ConnectAsync(server, cancellation);
            if (framing.WebSocketPath is { } path)
            {
                await connection.ShakeHandsAsync(new WebSocketHandshake(path, framing.Subprotocol), authority, cancellation);
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Adds a frame to what the next <see cref="Flush"/> sends.</summary>
    public abstract void Add(ReadOnlySpan<byte> frame);

    /// <inheritdoc cref="SendBuffer.Flush"/>
    public void Flush() => Sends.Flush();

    /// <summary>Asks the server to close; the receive loop ends when it has.</summary>
    public abstract void Close();

    /// <summary>Hands payloads to <paramref name="handler"/> until the connection is closed; returns how it was.</summary>
    public async Task<CloseReason> ReceiveAsync(IFrameHandler handler)
    {
        var inARow = 0;

        // Frames may have come in one packet with the handshake's answer.
        for (var now = Clock.Now; ; now = Clock.Now)
        {
            if (HandOver(handler, now) is { } closed)
            {
                return closed;
            }

            handler.OnFramesDone();
            var receive = _socket.ReceiveAsync(Received.GetFree());
            inARow = receive.IsCompleted ? inARow + 1 : 0;
            if (inARow == ReceivesInARow)
            {
                inARow = 0;
                await Task.Yield();
            }

            var count = await receive;
            if (count == 0)
            {
                return CloseReason.None;
            }

            Received.Commit(count);
        }
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>Hands over what is complete of <see cref="Received"/>; returns how the server closed, if it said so.</summary>
    protected abstract CloseReason? HandOver(IFrameHandler handler, long arrivedAt);

    private async Task ShakeHandsAsync(WebSocketHandshake handshake, string authority, CancellationToken cancellation)
    {
        await _socket.SendAsync(handshake.Request(authority), cancellation);
        int answer;
        while (!handshake.TryAccept(Received.Unread, out answer))
        {
            var count = await _socket.ReceiveAsync(Received.GetFree(), cancellation);
            if (count == 0)
            {
                throw new ProtocolException("the server closed the connection during the WebSocket handshake");
            }

            Received.Commit(count);
        }

        Received.Consume(answer);
    }
}
