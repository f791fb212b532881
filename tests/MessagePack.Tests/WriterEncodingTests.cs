using MessagePack.Tests.Support;

namespace MessagePack.Tests;

/// <summary>Each value on either side of a change of encoding, with the bytes the specification gives for it.</summary>
public sealed class WriterEncodingTests
{
    [Theory]
    [InlineData(0UL, "00")]
    [InlineData(1UL, "01")]
    [InlineData(127UL, "7f")]
    [InlineData(128UL, "cc80")]
    [InlineData(255UL, "ccff")]
    [InlineData(256UL, "cd0100")]
    [InlineData(65_535UL, "cdffff")]
    [InlineData(65_536UL, "ce00010000")]
    [InlineData(4_294_967_295UL, "ceffffffff")]
    [InlineData(4_294_967_296UL, "cf0000000100000000")]
    [InlineData(9_007_199_254_740_991UL, "cf001fffffffffffff")]
    [InlineData(9_223_372_036_854_775_807UL, "cf7fffffffffffffff")]
    [InlineData(9_223_372_036_854_775_808UL, "cf8000000000000000")]
    [InlineData(18_446_744_073_709_551_615UL, "cfffffffffffffffff")]
    public void Unsigned_integers(ulong value, string bytes)
    {
        AssertWrites(bytes, (ref writer) => writer.Write(value));
        AssertSameIf(value <= byte.MaxValue, bytes, (ref writer) => writer.Write((byte)value));
        AssertSameIf(value <= uint.MaxValue, bytes, (ref writer) => writer.Write((uint)value));
        AssertSameIf(value <= (ulong)short.MaxValue, bytes, (ref writer) => writer.Write((short)value));
        AssertSameIf(value <= int.MaxValue, bytes, (ref writer) => writer.Write((int)value));
        AssertSameIf(value <= long.MaxValue, bytes, (ref writer) => writer.Write((long)value));
    }

    [Theory]
    [InlineData(-1L, "ff")]
    [InlineData(-32L, "e0")]
    [InlineData(-33L, "d0df")]
    [InlineData(-128L, "d080")]
    [InlineData(-129L, "d1ff7f")]
    [InlineData(-32_768L, "d18000")]
    [InlineData(-32_769L, "d2ffff7fff")]
    [InlineData(-2_147_483_648L, "d280000000")]
    [InlineData(-2_147_483_649L, "d3ffffffff7fffffff")]
    [InlineData(long.MinValue, "d38000000000000000")]
    public void Negative_integers(long value, string bytes)
    {
        AssertWrites(bytes, (ref writer) => writer.Write(value));
        AssertSameIf(value >= short.MinValue, bytes, (ref writer) => writer.Write((short)value));
        AssertSameIf(value >= int.MinValue, bytes, (ref writer) => writer.Write((int)value));
    }

    [Fact]
    public void Nil_and_booleans()
    {
        AssertWrites("c0", (ref writer) => writer.WriteNil());
        AssertWrites("c2", (ref writer) => writer.Write(false));
        AssertWrites("c3", (ref writer) => writer.Write(true));
        AssertWrites("c0", (ref writer) => writer.Write((string?)null));
        AssertWrites("c0", (ref writer) => writer.Write((byte[]?)null));
    }

    [Theory]
    [InlineData(0, "90")]
    [InlineData(15, "9f")]
    [InlineData(16, "dc0010")]
    [InlineData(65_535, "dcffff")]
    [InlineData(65_536, "dd00010000")]
    [InlineData(int.MaxValue, "dd7fffffff")]
    public void Array_headers(int count, string bytes) => AssertWrites(bytes, (ref writer) => writer.WriteArrayHeader(count));

    [Theory]
    [InlineData(0, "80")]
    [InlineData(15, "8f")]
    [InlineData(16, "de0010")]
    [InlineData(65_535, "deffff")]
    [InlineData(65_536, "df00010000")]
    [InlineData(int.MaxValue, "df7fffffff")]
    public void Map_headers(int count, string bytes) => AssertWrites(bytes, (ref writer) => writer.WriteMapHeader(count));

    [Theory]
    [InlineData(0, "a0")]
    [InlineData(1, "a1")]
    [InlineData(31, "bf")]
    [InlineData(32, "d920")]
    [InlineData(255, "d9ff")]
    [InlineData(256, "da0100")]
    [InlineData(65_535, "daffff")]
    [InlineData(65_536, "db00010000")]
    public void Strings(int length, string header)
    {
        byte[] text = Enumerable.Repeat((byte)'x', length).ToArray();
        string bytes = header + Convert.ToHexStringLower(text);
        AssertWrites(bytes, (ref writer) => writer.Write(new string('x', length)));
        AssertWrites(bytes, (ref writer) => writer.WriteString(text));
        AssertWrites(bytes, (ref writer) =>
        {
            writer.WriteStringHeader(length);
            writer.WriteRaw(text);
        });
    }

    [Theory]
    [InlineData(int.MaxValue, "db7fffffff")]
    public void String_headers(int length, string bytes) => AssertWrites(bytes, (ref writer) => writer.WriteStringHeader(length));

    [Theory]
    [InlineData("é", "a2c3a9")]
    [InlineData("客服", "a6e5aea2e69c8d")]
    [InlineData("😀", "a4f09f9880")]
    [InlineData("\0", "a100")]
    [InlineData("éééééééééééééééé", "d920c3a9c3a9c3a9c3a9c3a9c3a9c3a9c3a9c3a9c3a9c3a9c3a9c3a9c3a9c3a9c3a9")]
    public void The_length_of_a_string_is_that_of_its_utf8(string value, string bytes) =>
        AssertWrites(bytes, (ref writer) => writer.Write(value));

    [Fact]
    public void Half_a_surrogate_pair_is_replaced() => AssertWrites("a3efbfbd", (ref writer) => writer.Write("\ud83d"));

    [Theory]
    [InlineData(0, "c400")]
    [InlineData(1, "c401")]
    [InlineData(255, "c4ff")]
    [InlineData(256, "c50100")]
    [InlineData(65_535, "c5ffff")]
    [InlineData(65_536, "c600010000")]
    public void Bytes(int length, string header)
    {
        byte[] value = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
        string bytes = header + Convert.ToHexStringLower(value);
        AssertWrites(bytes, (ref writer) => writer.Write(value));
        AssertWrites(bytes, (ref writer) => writer.Write(value.AsSpan()));
    }

    [Fact]
    public void Raw_bytes_are_written_as_they_are() => AssertWrites("c1", (ref writer) => writer.WriteRaw([0xc1]));

    [Fact]
    public void Negative_counts_and_lengths_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Encode.With((ref writer) => writer.WriteArrayHeader(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Encode.With((ref writer) => writer.WriteMapHeader(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Encode.With((ref writer) => writer.WriteStringHeader(-1)));
    }

    private static void AssertSameIf(bool inRange, string bytes, WriteAction write)
    {
        if (inRange)
        {
            AssertWrites(bytes, write);
        }
    }

    private static void AssertWrites(string bytes, WriteAction write) => Assert.Equal(bytes, Convert.ToHexStringLower(Encode.With(write)));
}
