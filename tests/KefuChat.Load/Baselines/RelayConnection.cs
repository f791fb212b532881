using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using KefuChat.Load.Protocol;

namespace KefuChat.Load.Baselines;

/// <summary>
/// One client of the bare relay: reads a <c>kefu.v1</c> frame, sends a message on as it came, and acknowledges it.
/// </summary>
internal sealed class RelayConnection(WebSocket socket, ConcurrentDictionary<BaselineUser, RelayConnection> users) : IDisposable
{
    private const int AnswerBytes = 64;

    // A WebSocket takes one send at a time.
    private readonly SemaphoreSlim _sending = new(1);
    private readonly byte[] _answer = new byte[AnswerBytes];
    private byte[] _received = new byte[4 << 10];
    private int _seq;

    /// <summary>Serves the client until it closes.</summary>
    public async Task RunAsync()
    {
        try
        {
            while (await ReceiveAsync() is { } length)
            {
                await HandleAsync(_received.AsMemory(0, length));
            }

            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // The client is gone without a word.
        }
    }

    public void Dispose() => _sending.Dispose();

    /// <summary>The length of the next message; null when the client closes.</summary>
    private async Task<int?> ReceiveAsync()
    {
        for (var length = 0; ;)
        {
            var received = await socket.ReceiveAsync(_received.AsMemory(length), CancellationToken.None);
            length += received.Count;
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            if (received.EndOfMessage)
            {
                return length;
            }

            if (length == _received.Length)
            {
                Array.Resize(ref _received, 2 * length);
            }
        }
    }

    private async ValueTask HandleAsync(ReadOnlyMemory<byte> frame)
    {
        if (TryReadReceiver(frame.Span, out var receiver) && users.TryGetValue(receiver, out var connection))
        {
            await connection.SendAsync(frame);
        }

        await SendAsync(_answer.AsMemory(0, WriteAnswer(frame.Span)));
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> frame)
    {
        await _sending.WaitAsync();
        try
        {
            await socket.SendAsync(frame, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    private static bool TryReadReceiver(ReadOnlySpan<byte> bytes, out BaselineUser receiver)
    {
        var frame = new FrameReader(bytes);
        receiver = default;
        if (frame.Command != Command.Customer)
        {
            return false;
        }

        // Customer's app and id, store.
        frame.Integer();
        frame.Integer();
        frame.Integer();
        receiver = BaselineUser.Seller(frame.Integer());
        return true;
    }

    /// <summary>AUTH_STATUS, PONG, SYNC_END or ACK, whichever answers the frame; all say that all is well.</summary>
    private int WriteAnswer(ReadOnlySpan<byte> bytes)
    {
        var frame = new FrameReader(bytes);
        var writer = new FrameWriter(_answer);
        switch (frame.Command)
        {
            case Command.AuthToken:
                frame.Integer();
                users[BaselineUser.Parse(Encoding.UTF8.GetString(frame.Utf8()))] = this;
                writer.Begin(Command.AuthStatus, ++_seq, FrameFlags.None, 0);
                break;
            case Command.Ping:
                writer.Begin(Command.Pong, ++_seq, FrameFlags.None, 0);
                break;
            case Command.Sync:
                writer.Begin(Command.SyncEnd, ++_seq, FrameFlags.None, 0);
                break;
            default:
                writer.Begin(Command.Ack, ++_seq, FrameFlags.None, 1);
                writer.Integer(frame.Seq);
                break;
        }

        return writer.Length;
    }
}
