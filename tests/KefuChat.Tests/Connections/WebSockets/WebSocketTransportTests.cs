using KefuChat.Connections.WebSockets;
using KefuChat.Protocol;

namespace KefuChat.Tests.Connections.WebSockets;

public sealed class WebSocketTransportTests
{
    [Fact]
    public async Task An_idle_socket_is_waited_on_without_a_buffer()
    {
        var socket = new FakeWebSocket();
        await using var transport = new WebSocketTransport(socket, 1024);

        var reading = transport.ReadAsync().AsTask();
        Assert.Equal([0], socket.BufferSizes);

        socket.Receive([1, 2, 3]);
        var read = await reading;
        Assert.Equal([1, 2, 3], System.Buffers.BuffersExtensions.ToArray(read.Frame));

        // The next wait is again one without a buffer.
        _ = transport.ReadAsync().AsTask();
        Assert.Equal(0, socket.BufferSizes[^1]);
    }

    [Fact]
    public async Task A_long_message_is_read_up_to_the_limit_only()
    {
        var socket = new FakeWebSocket();
        await using var transport = new WebSocketTransport(socket, 10_000);

        socket.Receive(new byte[10_000]);
        Assert.Equal(10_000, (await transport.ReadAsync()).Frame.Length);
        socket.Receive(new byte[1_000_000]);
        Assert.Equal(CloseCode.TooLarge, (await transport.ReadAsync()).Refusal.Code);
        Assert.All(socket.BufferSizes, size => Assert.InRange(size, 0, 32 * 1024));
    }
}
