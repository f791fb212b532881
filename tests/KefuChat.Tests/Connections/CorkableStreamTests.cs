using KefuChat.Connections;

namespace KefuChat.Tests.Connections;

public sealed class CorkableStreamTests
{
    [Fact]
    public async Task Corked_writes_go_out_with_the_first_one_after()
    {
        var inner = new RecordingStream();
        await using var stream = new CorkableStream(inner) { IsCorked = true };

        await stream.WriteAsync(new byte[] { 1, 2 });
        await stream.WriteAsync(new byte[] { 3 });
        await stream.FlushAsync();
        Assert.Empty(inner.Writes);
        stream.IsCorked = false;
        await stream.WriteAsync(new byte[] { 4 });
        await stream.WriteAsync(new byte[] { 5 });

        Assert.Equal([[1, 2, 3, 4], [5]], inner.Writes);
    }

    [Fact]
    public async Task Reads_pass_through()
    {
        await using var stream = new CorkableStream(new MemoryStream([7, 8]));
        var buffer = new byte[4];
        Assert.Equal(2, await stream.ReadAsync(buffer));
        Assert.Equal([7, 8], buffer[..2]);
    }
}
