using FsCheck;
using FsCheck.Fluent;
using MessagePack.Tests.Support;

namespace MessagePack.Tests;

public sealed class ReaderSkipTests
{
    private const int Levels = 1_000_000;

    [Fact]
    public void One_value_is_skipped_with_all_it_contains() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Documents.Any.ToArbitrary(), document =>
        {
            byte[] value = Encode.With(document.Write);
            byte[] bytes = [.. value, 0x2a];
            AssertSkips(value.Length, new MessagePackReader(bytes));
            AssertSkips(value.Length, new MessagePackReader(Segment.OneByteEach(bytes)));
        }));

    [Fact]
    public void Every_value_that_lacks_its_last_byte_is_the_end() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Documents.Any.ToArbitrary(), document =>
        {
            byte[] value = Encode.With(document.Write);
            Decode.Throws<EndOfStreamException>(value[..^1], Skip);
            Decode.Throws<EndOfStreamException>(Segment.OneByteEach(value[..^1]), Skip);
        }));

    [Fact]
    public void A_code_that_starts_no_value_is_refused_at_any_depth()
    {
        Decode.Throws<MessagePackSerializationException>([0xc1], Skip);
        Decode.Throws<MessagePackSerializationException>([0x91, 0xc1], Skip);
        Decode.Throws<MessagePackSerializationException>([0x82, 0x01, 0x02, 0x03, 0xc1], Skip);
    }

    [Fact]
    public void A_million_arrays_within_one_another_are_skipped()
    {
        var bytes = new byte[Levels + 1];
        bytes.AsSpan().Fill(0x91);
        Decode.Throws<EndOfStreamException>(bytes, Skip);

        bytes[^1] = 0xc0;
        AssertSkips(Levels + 1, new MessagePackReader(bytes));
    }

    [Fact]
    public void A_million_maps_within_one_another_are_skipped()
    {
        var bytes = new byte[(2 * Levels) + 1];
        for (int i = 0; i < Levels; i++)
        {
            bytes[2 * i] = 0x81;
        }

        bytes[^1] = 0xc0;
        AssertSkips(bytes.Length, new MessagePackReader(bytes));
    }

    /// <summary>The 0xc1 would be another exception. It is not reached: the counts alone, and their sum, are too large.</summary>
    [Theory]
    [InlineData("92c1")]
    [InlineData("81c1")]
    [InlineData("9292c100")]
    [InlineData("ddffffffffc1")]
    [InlineData("dfffffffffc1")]
    [InlineData("92dfffffffffdfffffffffc1")]
    public void Counts_beyond_the_bytes_left_are_the_end_before_their_elements_are_read(string hex) =>
        Decode.Throws<EndOfStreamException>(Convert.FromHexString(hex), Skip);

    private static void AssertSkips(long length, MessagePackReader reader)
    {
        reader.Skip();
        Assert.Equal(length, reader.Consumed);
    }

    private static object? Skip(ref MessagePackReader reader)
    {
        reader.Skip();
        return null;
    }
}
