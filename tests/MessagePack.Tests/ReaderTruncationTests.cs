using System.Buffers;
using MessagePack.Tests.Support;

namespace MessagePack.Tests;

/// <summary>Whatever part of a value is missing, reading it is the end of the stream, and moves nothing.</summary>
public sealed class ReaderTruncationTests
{
    [Theory]
    [InlineData("cc80")]
    [InlineData("cd0100")]
    [InlineData("ce00010000")]
    [InlineData("cf0000000100000000")]
    [InlineData("d080")]
    [InlineData("d18000")]
    [InlineData("d280000000")]
    [InlineData("d38000000000000000")]
    [InlineData("a3616263")]
    [InlineData("d903616263")]
    [InlineData("da0003616263")]
    [InlineData("db00000003616263")]
    [InlineData("c403616263")]
    [InlineData("c50003616263")]
    [InlineData("c600000003616263")]
    [InlineData("920102")]
    [InlineData("dc00020102")]
    [InlineData("dd000000020102")]
    [InlineData("8201020304")]
    [InlineData("de000201020304")]
    [InlineData("df0000000201020304")]
    [InlineData("ca3f800000")]
    [InlineData("cb3ff0000000000000")]
    [InlineData("d40100")]
    [InlineData("d5010000")]
    [InlineData("d60100000000")]
    [InlineData("d7010000000000000000")]
    [InlineData("d80100000000000000000000000000000000")]
    [InlineData("c70301616263")]
    [InlineData("c8000301616263")]
    [InlineData("c90000000301616263")]
    public void Every_strict_prefix_is_the_end(string hex)
    {
        byte[] bytes = Convert.FromHexString(hex);
        MessagePackType type = MessagePackCode.ToMessagePackType(bytes[0]);
        foreach (ReaderMethod method in ReaderMethod.All.Where(method => method.Accepts.Contains(type) && method.Name != "TryReadArrayHeader"))
        {
            for (int length = 1; length < bytes.Length; length++)
            {
                Decode.Throws<EndOfStreamException>(bytes[..length], method.Read);
                Decode.Throws<EndOfStreamException>(Segment.OneByteEach(bytes[..length]), method.Read);
            }
        }

        Decode.All(bytes, (ref reader) => Skip(ref reader));
        Decode.All(Segment.OneByteEach(bytes), (ref reader) => Skip(ref reader));
    }

    [Theory]
    [InlineData("dc0002")]
    [InlineData("dd00000002")]
    public void An_array_header_that_is_not_all_there_is_tried_in_vain(string hex)
    {
        byte[] bytes = Convert.FromHexString(hex);
        for (int length = 0; length < bytes.Length; length++)
        {
            foreach (ReadOnlySequence<byte> split in Segment.Splits(bytes[..length]))
            {
                var reader = new MessagePackReader(split);
                Assert.False(reader.TryReadArrayHeader(out int none));
                Assert.Equal(0, none);
                Assert.Equal(0, reader.Consumed);
            }
        }

        foreach (ReadOnlySequence<byte> split in Segment.Splits(bytes))
        {
            var reader = new MessagePackReader(split);
            Assert.True(reader.TryReadArrayHeader(out int count));
            Assert.Equal(2, count);
            Assert.True(reader.End);
        }
    }

    private static bool Skip(ref MessagePackReader reader)
    {
        reader.Skip();
        return true;
    }
}
