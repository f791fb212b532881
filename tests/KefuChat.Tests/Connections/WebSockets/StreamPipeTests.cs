using System.Buffers;
using KefuChat.Connections.WebSockets;

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
