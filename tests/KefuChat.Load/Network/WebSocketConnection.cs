using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using KefuChat.Load.Measurement;
using KefuChat.Load.Protocol;

namespace KefuChat.Load.Network;

/// <summary>
/// A WebSocket on a bare socket: one receive loop on the thread pool that hands over every complete frame of a receive,
/// and a <see cref="SendBuffer"/>. <see cref="System.Net.WebSockets.ClientWebSocket"/> would cost a call to the kernel
/// and several to the allocator per message, and the load program must not be what is measured.
/// </summary>
internal sealed class WebSocketConnection : IDisposable
{
    private const ushort NormalClosure = 1000;

    // A connection whose next bytes are always there already would keep its pool thread from the others, and their
    // latencies would show it: so many receives in a row, then it queues again.
    private const int ReceivesInARow = 16;

    private readonly Socket _socket;
    private readonly ReceiveBuffer _received = new();
    private readonly SendBuffer _sends;

    private WebSocketConnection(Socket socket)
    {
        _socket = socket;
        _sends = new SendBuffer(socket);
    }

    /// <summary>Connects and does the handshake.</summary>
    public static async Task<WebSocketConnection> OpenAsync(IPEndPoint server, string authority, CancellationToken cancellation)
    {
        var connection = new WebSocketConnection(new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true });
        try
        {
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

    /// <summary>Adds a binary frame to what the next <see cref="Flush"/> sends.</summary>
    public void Add(ReadOnlySpan<byte> payload) => _sends.Add(WebSocketOpcode.Binary, payload);

    /// <inheritdoc cref="SendBuffer.Flush"/>
    public void Flush() => _sends.Flush();

    /// <summary>Hands frames to <paramref name="handler"/> until the connection is closed; returns how it was.</summary>
    public async Task<string> ReceiveAsync(IFrameHandler handler)
    {
        var inARow = 0;

        // Frames may have come in one packet with the handshake's answer.
        for (var now = Clock.Now; ; now = Clock.Now)
        {
            if (HandOver(handler, now) is { } closed)
            {
                return closed;
            }

            var receive = _socket.ReceiveAsync(_received.GetFree());
            inARow = receive.IsCompleted ? inARow + 1 : 0;
            if (inARow == ReceivesInARow)
            {
                inARow = 0;
                await Task.Yield();
            }

            var count = await receive;
            if (count == 0)
            {
                return "closed without a close frame";
            }

            _received.Commit(count);
        }
    }

    /// <summary>Asks the server to close; the receive loop ends when it has.</summary>
    public void Close()
    {
        Span<byte> code = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(code, NormalClosure);
        _sends.Add(WebSocketOpcode.Close, code);
        _sends.Flush();
    }

    public void Dispose() => _socket.Dispose();

    private async Task ShakeHandsAsync(string authority, CancellationToken cancellation)
    {
        var handshake = new WebSocketHandshake();
        await _socket.SendAsync(handshake.Request(authority), cancellation);
        int answer;
        while (!handshake.TryAccept(_received.Unread, out answer))
        {
            var count = await _socket.ReceiveAsync(_received.GetFree(), cancellation);
            if (count == 0)
            {
                throw new ProtocolException("the server closed the connection during the WebSocket handshake");
            }

            _received.Commit(count);
        }

        _received.Consume(answer);
    }

    /// <summary>Hands over the complete frames; returns how the server closed, if it did.</summary>
    private string? HandOver(IFrameHandler handler, long arrivedAt)
    {
        while (WebSocketFrame.TryRead(_received.Unread, out var opcode, out var payload, out var consumed))
        {
            switch (opcode)
            {
                case WebSocketOpcode.Binary:
                    handler.OnFrame(payload, arrivedAt);
                    break;
                case WebSocketOpcode.Ping:
                    _sends.Add(WebSocketOpcode.Pong, payload);
                    _sends.Flush();
                    break;
                case WebSocketOpcode.Pong:
                    break;
                case WebSocketOpcode.Close:
                    return Describe(payload);
                default:
                    throw new ProtocolException($"the server sent a WebSocket frame with opcode {opcode}");
            }

            _received.Consume(consumed);
        }

        handler.OnFramesDone();
        return null;
    }

    private static string Describe(ReadOnlySpan<byte> close) => close.Length < 2
        ? "closed without a code"
        : $"closed with {BinaryPrimitives.ReadUInt16BigEndian(close)} {Encoding.UTF8.GetString(close[2..])}".TrimEnd();
}
