using FsCheck;
using FsCheck.Fluent;
using MessagePack.Tests.Support;

namespace MessagePack.Tests;

public sealed class WriterBufferTests
{
    [Fact]
    public void A_buffer_is_required() => Assert.Throws<ArgumentNullException>(() => new MessagePackWriter(null!).Flush());

    [Fact]
    public void Nothing_reaches_the_buffer_before_flush_and_all_does_then()
    {
        var buffer = new CountingBuffer(1024);
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(2);
        writer.Write("a");
        writer.Write(1);
        Assert.Empty(buffer.Kept);

        writer.Flush();
        Assert.Equal([0x92, 0xa1, 0x61, 0x01], buffer.Kept);

        writer.WriteNil();
        writer.Flush();
        Assert.Equal([0x92, 0xa1, 0x61, 0x01, 0xc0], buffer.Kept);
    }

    [Fact]
    public void Many_values_cost_one_span_and_one_advance()
    {
        var buffer = new CountingBuffer(1024);
        var writer = new MessagePackWriter(buffer);
        for (int i = 0; i < 50; i++)
        {
            writer.Write("text");
            writer.Write(long.MaxValue);
        }

        writer.Flush();
        Assert.Equal(2, buffer.Calls);
    }

    [Fact]
    public void Flushing_nothing_does_not_call_the_buffer()
    {
        var buffer = new CountingBuffer(1024);
        var writer = new MessagePackWriter(buffer);
        writer.Flush();
        writer.WriteRaw([]);
        writer.Flush();
        Assert.Equal(0, buffer.Calls);
    }

    [Fact]
    public void The_same_bytes_come_out_of_a_buffer_that_gives_no_more_than_asked_for() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Documents.Any.ToArbitrary(), document =>
        {
            var buffer = new StingyBuffer();
            var writer = new MessagePackWriter(buffer);
            document.Write(ref writer);
            writer.Flush();
            Assert.Equal(Encode.With(document.Write), buffer.Kept);
        }));
}
