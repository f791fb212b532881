using System.Net.WebSockets;

namespace KefuChat.Tests.Connections.WebSockets;

/// <summary>A WebSocket that gives out what a test puts in, and remembers the buffers it was read with.</summary>
internal sealed class FakeWebSocket : WebSocket
{
    private readonly Queue<byte[]> _messages = new();
    private TaskCompletionSource _arrived = new();
    private int _offset;

    public List<int> BufferSizes { get; } = [];

    public override WebSocketCloseStatus? CloseStatus => null;

    public override string? CloseStatusDescription => null;

    public override WebSocketState State => WebSocketState.Open;

    public override string? SubProtocol => null;

    public void Receive(byte[] message)
    {
        _messages.Enqueue(message);
        _arrived.TrySetResult();
    }

    public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        BufferSizes.Add(buffer.Length);
        await _arrived.Task;
        var message = _messages.Peek();
        var count = Math.Min(buffer.Length, message.Length - _offset);
        message.AsMemory(_offset, count).CopyTo(buffer);
        _offset += count;
        var isEnd = _offset == message.Length;
        if (isEnd)
        {
            _messages.Dequeue();
            _offset = 0;
            _arrived = new TaskCompletionSource();
        }

        return new ValueWebSocketReceiveResult(count, WebSocketMessageType.Binary, isEnd);
    }

    public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public override void Abort()
    {
    }

    public override void Dispose()
    {
    }
}
