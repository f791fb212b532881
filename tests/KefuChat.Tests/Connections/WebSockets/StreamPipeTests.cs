using System.Buffers;
using KefuChat.Connections.WebSockets;
using KefuChat.Protocol;

namespace KefuChat.Tests.Connections.WebSockets;

public sealed class StreamPipeTests
{
    [Fact]
    public async Task It_waits_with_a_read_of_no_bytes_and_leaves_the_stream_open()
    {
        await using var stream = new SizedReads([1, 2, 3]);
        var pipe = new StreamPipe(stream);

        var result = await pipe.Input.ReadAsync();

        Assert.Equal([1, 2, 3], result.Buffer.ToArray());
        Assert.Equal(0, stream.Sizes[0]);
        await pipe.Input.CompleteAsync();
        await pipe.Output.CompleteAsync();
        Assert.True(stream.CanRead);
    }

    [Fact]
    public async Task A_stream_that_breaks_ends_every_call_and_the_transport_quietly()
    {
        await using var stream = new BrokenStream();
        var transport = new PipeWebSocketTransport(new StreamPipe(stream), 1000, () => { });
        var frames = new FrameWriter();
        frames.Write(new byte[100]);
        frames.EndFrame();

        Assert.False(await transport.WriteAsync(frames));
        Assert.True((await transport.ReadAsync()).IsClosed);
        await transport.DisposeAsync();
        Assert.Equal(2, stream.Writes);
    }

    private sealed class BrokenStream : MemoryStream
    {
        public int Writes { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Writes++;
            return ValueTask.FromException(new IOException("reset"));
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromException<int>(new IOException("reset"));
    }

    private sealed class SizedReads(byte[] bytes) : MemoryStream(bytes)
    {
        public List<int> Sizes { get; } = [];

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Sizes.Add(buffer.Length);
            return base.ReadAsync(buffer, cancellationToken);
        }
    }
}
