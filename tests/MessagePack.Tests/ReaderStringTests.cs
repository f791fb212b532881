using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MessagePack.Tests.Support;

namespace MessagePack.Tests;

public sealed class ReaderStringTests
{
    [Theory]
    [InlineData("a3616263")]
    [InlineData("d903616263")]
    [InlineData("da0003616263")]
    [InlineData("db00000003616263")]
    public void Every_encoding_of_a_string_is_read(string hex)
    {
        byte[] bytes = Convert.FromHexString(hex);
        Assert.Equal("abc", Decode.All(bytes, (ref reader) => reader.ReadString()));
        Assert.Equal("abc"u8.ToArray(), Decode.All(bytes, (ref reader) => reader.ReadStringSequence()!.Value.ToArray()));
        Assert.Equal("abc"u8.ToArray(), Decode.All(bytes, (ref reader) => reader.ReadBytes()!.Value.ToArray()));
        Assert.Equal("abc"u8.ToArray(), Decode.All(bytes, (ref reader) => reader.TryReadStringSpan(out ReadOnlySpan<byte> span) ? span.ToArray() : null));
    }

    [Theory]
    [InlineData("c403616263")]
    [InlineData("c50003616263")]
    [InlineData("c600000003616263")]
    public void Every_encoding_of_bytes_is_read(string hex) =>
        Assert.Equal("abc"u8.ToArray(), Decode.All(Convert.FromHexString(hex), (ref reader) => reader.ReadBytes()!.Value.ToArray()));

    [Fact]
    public void Nil_is_no_string_and_no_bytes()
    {
        Assert.Null(Decode.All([0xc0], (ref reader) => reader.ReadString()));
        Assert.Null(Decode.All([0xc0], (ref reader) => reader.ReadStringSequence()));
        Assert.Null(Decode.All([0xc0], (ref reader) => reader.ReadBytes()));

        var reader = new MessagePackReader(new byte[] { 0xc0 });
        Assert.False(reader.TryReadStringSpan(out ReadOnlySpan<byte> span));
        Assert.True(span.IsEmpty);
        Assert.Equal(0, reader.Consumed);
    }

    [Fact]
    public void A_string_is_a_span_if_it_is_in_one_piece_wherever_its_header_is_split()
    {
        byte[] bytes = [0xda, 0x00, 0x03, .. "abc"u8];
        for (int cut = 0; cut <= bytes.Length; cut++)
        {
            var reader = new MessagePackReader(Segment.Join(bytes.AsMemory(0, cut), bytes.AsMemory(cut)));
            bool contiguous = cut is <= 3 or 6;
            Assert.Equal(contiguous, reader.TryReadStringSpan(out ReadOnlySpan<byte> span));
            Assert.Equal(contiguous ? "abc" : "", Encoding.UTF8.GetString(span));
            Assert.Equal(contiguous ? bytes.Length : 0, reader.Consumed);
        }
    }

    [Fact]
    public void What_follows_a_string_is_not_part_of_it()
    {
        var reader = new MessagePackReader(new byte[] { 0xa1, 0x61, 0x62 });
        Assert.Equal("a", reader.ReadString());
        reader = new MessagePackReader(new byte[] { 0xa1, 0x61, 0x62 });
        Assert.Equal(1, reader.ReadStringSequence()!.Value.Length);
        reader = new MessagePackReader(new byte[] { 0xa1, 0x61, 0x62 });
        Assert.True(reader.TryReadStringSpan(out ReadOnlySpan<byte> span));
        Assert.Equal(1, span.Length);
        Assert.Equal(2, reader.Consumed);
    }

    [Fact]
    public void The_bytes_returned_are_the_ones_that_were_given()
    {
        byte[] bytes = [0xa3, 0x61, 0x62, 0x63];
        var reader = new MessagePackReader(bytes);
        ReadOnlySequence<byte> text = reader.ReadStringSequence()!.Value;
        bytes[1] = 0x7a;
        Assert.Equal("zbc"u8.ToArray(), text.ToArray());
    }

    [Fact]
    public void What_is_not_utf8_is_replaced_the_same_however_it_is_split()
    {
        Assert.Equal("a\ufffdb", Decode.All([0xa3, 0x61, 0xff, 0x62], (ref reader) => reader.ReadString()));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Hostile.Bytes, text =>
        {
            string expected = Encoding.UTF8.GetString(text);
            byte[] bytes = Encode.With((ref writer) => writer.WriteString(text));
            Assert.All(Segment.Splits(bytes), split => Assert.Equal(expected, Decode.All(split, (ref reader) => reader.ReadString())));
        }));
    }
}
