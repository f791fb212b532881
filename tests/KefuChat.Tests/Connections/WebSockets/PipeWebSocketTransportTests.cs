using System.Buffers;
using System.Text;
using KefuChat.Connections.WebSockets;
using KefuChat.Protocol;

namespace KefuChat.Tests.Connections.WebSockets;

public sealed class PipeWebSocketTransportTests
{
    private const int Limit = 1000;

    [Fact]
    public async Task Frames_that_came_together_are_read_one_by_one()
    {
        var pipe = new DuplexPipe();
        await using var transport = Transport(pipe);
        await pipe.FromPeer.WriteAsync(Join(ClientFrame.Binary(1, 2), ClientFrame.Binary(), ClientFrame.Binary(3)));

        var frames = new List<byte[]>();
        for (var i = 0; i < 3; i++)
        {
            frames.Add((await transport.ReadAsync()).Frame.ToArray());
        }

        Assert.Equal([[1, 2], [], [3]], frames);
    }

    [Fact]
    public async Task An_idle_socket_holds_no_buffer()
    {
        var pool = new RentCounter();
        var pipe = new DuplexPipe(pool);
        await using var transport = Transport(pipe);
        var message = Join(
            ClientFrame.Of(WebSocketOpcode.Binary, new byte[400], isFinal: false), ClientFrame.Of(WebSocketOpcode.Continuation, new byte[400]));
        await pipe.FromPeer.WriteAsync(message);
        await transport.ReadAsync();
        Assert.Equal(1, pool.Rented);

        var reading = transport.ReadAsync().AsTask();
        Assert.Equal(0, pool.Rented);
        Assert.False(reading.IsCompleted);
        pipe.FromPeer.Complete();
        Assert.True((await reading).IsClosed);
    }

    [Theory]
    [InlineData(1, new byte[] { 0x82, 1 })]
    [InlineData(125, new byte[] { 0x82, 125 })]
    [InlineData(126, new byte[] { 0x82, 126, 0, 126 })]
    [InlineData(65_535, new byte[] { 0x82, 126, 0xff, 0xff })]
    [InlineData(65_536, new byte[] { 0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0 })]
    public async Task A_frame_goes_out_as_an_unmasked_binary_message(int length, byte[] header)
    {
        var pipe = new DuplexPipe(pauseBytes: 1_000_000);
        await using var transport = Transport(pipe);
        var payload = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();

        Assert.True(await transport.WriteAsync(Frames(payload)));

        Assert.Equal([.. header, .. payload], pipe.Sent());
    }

    [Fact]
    public async Task All_frames_of_a_flush_reach_the_network_together()
    {
        var pipe = new DuplexPipe();
        await using var transport = Transport(pipe);

        Assert.True(await transport.WriteAsync(Frames([1], [2], [3])));

        Assert.Equal([0x82, 1, 1, 0x82, 1, 2, 0x82, 1, 3], pipe.Sent());
        Assert.Equal(1, pipe.CountedOutput.Flushes);
    }

    [Fact]
    public async Task A_PING_is_answered_and_of_many_the_latest()
    {
        var pipe = new DuplexPipe();
        await using var transport = Transport(pipe);
        var reading = transport.ReadAsync().AsTask();

        await pipe.FromPeer.WriteAsync(ClientFrame.Ping(1, 2));
        Assert.Equal([0x8a, 2, 1, 2], pipe.Sent());
        await pipe.FromPeer.WriteAsync(ClientFrame.Ping());
        Assert.Equal([0x8a, 0], pipe.Sent());
        await pipe.FromPeer.WriteAsync(Join(ClientFrame.Ping(1), ClientFrame.Ping(2), ClientFrame.Ping(3)));
        Assert.Equal([0x8a, 1, 3], pipe.Sent());

        await pipe.FromPeer.WriteAsync(ClientFrame.Binary(4));
        var read = await reading;
        Assert.Equal([4], read.Frame.ToArray());
    }

    [Fact]
    public async Task A_PING_between_messages_is_answered_before_more_is_waited_for()
    {
        var pipe = new DuplexPipe();
        await using var transport = Transport(pipe);
        await pipe.FromPeer.WriteAsync(Join(ClientFrame.Binary(1), ClientFrame.Ping(9), ClientFrame.Binary(2)));
        await transport.ReadAsync();
        await transport.ReadAsync();

        var reading = transport.ReadAsync().AsTask();

        Assert.Equal([0x8a, 1, 9], pipe.Sent());
        pipe.FromPeer.Complete();
        Assert.True((await reading).IsClosed);
    }

    [Fact]
    public async Task One_who_sends_PINGs_and_reads_no_PONG_is_not_read_from()
    {
        var pipe = new DuplexPipe(pauseBytes: 2048);
        await using var transport = Transport(pipe);
        var reading = transport.ReadAsync().AsTask();
        var ping = ClientFrame.Ping(new byte[125]);
        var sent = 0;
        while (pipe.FromPeer.WriteAsync(ping).AsTask().IsCompleted)
        {
            Assert.InRange(++sent, 1, 100);
        }

        var pongs = pipe.Sent().Length;
        Assert.InRange(pongs, 2048, 2048 + 127);

        // What it read makes room, and its last PING is answered.
        Assert.Equal(127, pipe.Sent().Length);
        pipe.FromPeer.Complete();
        Assert.True((await reading).IsClosed);
    }

    [Fact]
    public async Task The_goodbye_gives_code_and_reason_and_nothing_follows_it()
    {
        var pipe = new DuplexPipe();
        await using var transport = Transport(pipe);
        var reading = transport.ReadAsync().AsTask();

        await transport.CloseAsync(CloseCode.Malformed, "why");
        Assert.Equal([0x88, 5, 17, 48, .. "why"u8], pipe.Sent());

        await pipe.FromPeer.WriteAsync(ClientFrame.Ping(1));
        await transport.CloseAsync(CloseCode.Normal, "");
        Assert.False(await transport.WriteAsync(Frames([1])));
        Assert.Empty(pipe.Sent());
        await pipe.FromPeer.WriteAsync(ClientFrame.Close(1000));
        Assert.True((await reading).IsClosed);
    }

    [Fact]
    public async Task A_reason_that_is_too_long_ends_with_a_whole_character()
    {
        var pipe = new DuplexPipe();
        await using var transport = Transport(pipe);

        await transport.CloseAsync(CloseCode.Normal, new string('é', 100));

        var sent = pipe.Sent();
        Assert.Equal(2 + 122, sent[1]);
        Assert.Equal(new string('é', 61), Encoding.UTF8.GetString(sent[4..]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_refusal_everything_is_dropped_up_to_the_peers_goodbye(bool isUnmasked)
    {
        var pipe = new DuplexPipe();
        await using var transport = Transport(pipe);
        var frame = ClientFrame.Of(WebSocketOpcode.Binary, new byte[Limit + 1], isMasked: !isUnmasked);
        await pipe.FromPeer.WriteAsync(frame.AsMemory(0, 20));
        Assert.Equal(isUnmasked ? CloseCode.ProtocolError : CloseCode.TooLarge, (await transport.ReadAsync()).Refusal.Code);

        var discarding = transport.DiscardAsync().AsTask();
        await pipe.FromPeer.WriteAsync(frame.AsMemory(20));
        await pipe.FromPeer.WriteAsync(Join(ClientFrame.Ping(1), ClientFrame.Binary(2)));
        Assert.False(discarding.IsCompleted);
        await pipe.FromPeer.WriteAsync(ClientFrame.Close(1000));

        await discarding;
        Assert.Empty(pipe.Sent());
    }

    [Fact]
    public async Task After_a_length_that_cannot_be_only_the_end_of_the_connection_counts()
    {
        var pipe = new DuplexPipe();
        await using var transport = Transport(pipe);
        await pipe.FromPeer.WriteAsync(ClientFrame.Declaring(WebSocketOpcode.Binary, -1));
        Assert.Equal(CloseCode.ProtocolError, (await transport.ReadAsync()).Refusal.Code);

        var discarding = transport.DiscardAsync().AsTask();
        await pipe.FromPeer.WriteAsync(ClientFrame.Close(1000));
        Assert.False(discarding.IsCompleted);
        pipe.FromPeer.Complete();
        await discarding;
    }

    [Fact]
    public async Task A_peer_that_is_gone_ends_every_call()
    {
        var pipe = new DuplexPipe();
        await using var transport = Transport(pipe);
        var reading = transport.ReadAsync().AsTask();

        pipe.FromPeer.Complete(new IOException("reset"));
        pipe.ToPeer.Complete();

        Assert.True((await reading).IsClosed);
        Assert.False(await transport.WriteAsync(Frames([1])));
        await transport.CloseAsync(CloseCode.Normal, "");
        await transport.DiscardAsync();
    }

    [Fact]
    public async Task The_end_of_the_stream_amid_a_frame_is_the_end()
    {
        var pipe = new DuplexPipe();
        await using var transport = Transport(pipe);
        await pipe.FromPeer.WriteAsync(ClientFrame.Binary(1, 2, 3).AsMemory(0, 8));
        pipe.FromPeer.Complete();
        Assert.True((await transport.ReadAsync()).IsClosed);
    }

    private static PipeWebSocketTransport Transport(DuplexPipe pipe) => new(pipe, Limit, () => { });

    private static ReadOnlyMemory<byte> Join(params byte[][] frames) => frames.SelectMany(frame => frame).ToArray();

    private static FrameWriter Frames(params byte[][] payloads)
    {
        var frames = new FrameWriter();
        foreach (var payload in payloads)
        {
            frames.Write(payload);
            frames.EndFrame();
        }

        return frames;
    }
}
