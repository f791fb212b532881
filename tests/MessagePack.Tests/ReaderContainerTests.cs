using MessagePack.Tests.Support;

namespace MessagePack.Tests;

/// <summary>A count is believed only as far as the bytes behind it could bear it out.</summary>
public sealed class ReaderContainerTests
{
    [Theory]
    [InlineData(0x9f, 0, 15)]
    [InlineData(0xdc, 2, 0)]
    [InlineData(0xdc, 2, 16)]
    [InlineData(0xdc, 2, 65_535)]
    [InlineData(0xdd, 4, 0)]
    [InlineData(0xdd, 4, 65_536)]
    public void An_array_has_at_most_as_many_elements_as_bytes_follow(byte code, int size, int count)
    {
        byte[] header = size == 0 ? [code] : Encode.Code(code, size, (ulong)count);
        byte[] enough = [.. header, .. new byte[count]];
        Assert.Equal(count, new MessagePackReader(enough).ReadArrayHeader());
        Assert.Equal(count, new MessagePackReader(Segment.OneByteEach(enough)).ReadArrayHeader());
        if (count > 0)
        {
            Decode.Throws<EndOfStreamException>(enough[..^1], (ref reader) => reader.ReadArrayHeader());
        }
    }

    [Theory]
    [InlineData(0x8f, 0, 15)]
    [InlineData(0xde, 2, 0)]
    [InlineData(0xde, 2, 16)]
    [InlineData(0xde, 2, 65_535)]
    [InlineData(0xdf, 4, 0)]
    [InlineData(0xdf, 4, 65_536)]
    public void A_map_has_at_most_half_as_many_pairs_as_bytes_follow(byte code, int size, int count)
    {
        byte[] header = size == 0 ? [code] : Encode.Code(code, size, (ulong)count);
        byte[] enough = [.. header, .. new byte[2 * count]];
        Assert.Equal(count, new MessagePackReader(enough).ReadMapHeader());
        Assert.Equal(count, new MessagePackReader(Segment.OneByteEach(enough)).ReadMapHeader());
        if (count > 0)
        {
            Decode.Throws<EndOfStreamException>(enough[..^1], (ref reader) => reader.ReadMapHeader());
        }
    }

    [Theory]
    [InlineData(0x40000000)]
    [InlineData(0x7fffffff)]
    [InlineData(0x80000000)]
    [InlineData(0x80000001)]
    [InlineData(0xffffffff)]
    public void Counts_near_2_31_and_2_32_are_the_end_of_the_stream(uint count)
    {
        Decode.Throws<EndOfStreamException>([.. Encode.Code(0xdd, 4, count), 1, 2, 3], (ref reader) => reader.ReadArrayHeader());
        Decode.Throws<EndOfStreamException>([.. Encode.Code(0xdf, 4, count), 1, 2, 3], (ref reader) => reader.ReadMapHeader());
    }

    [Fact]
    public void A_tried_array_header_is_not_compared_with_what_follows()
    {
        Assert.Equal(int.MaxValue, Decode.All(Encode.Code(0xdd, 4, int.MaxValue), (ref reader) => reader.TryReadArrayHeader(out int count) ? count : -1));
        Decode.Throws<OverflowException>(Encode.Code(0xdd, 4, 1UL + int.MaxValue), (ref reader) => reader.TryReadArrayHeader(out _));
    }
}
