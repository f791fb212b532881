using MessagePack.Tests.Support;

namespace MessagePack.Tests;

public sealed class ReaderIntegerTests
{
    /// <summary>Every encoding that can hold the value, not the shortest alone.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(32_767)]
    [InlineData(32_768)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(2_147_483_647)]
    [InlineData(2_147_483_648)]
    [InlineData(4_294_967_295)]
    [InlineData(4_294_967_296)]
    [InlineData(9_007_199_254_740_991)]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    [InlineData(-32)]
    [InlineData(-33)]
    [InlineData(-128)]
    [InlineData(-129)]
    [InlineData(-32_768)]
    [InlineData(-32_769)]
    [InlineData(-2_147_483_648)]
    [InlineData(-2_147_483_649)]
    [InlineData(long.MinValue)]
    public void A_value_is_read_from_every_encoding_by_every_method_it_fits(long value)
    {
        Assert.All(Encodings(value), bytes =>
        {
            Check(bytes, value, byte.MinValue, byte.MaxValue, (ref reader) => reader.ReadByte());
            Check(bytes, value, int.MinValue, int.MaxValue, (ref reader) => reader.ReadInt32());
            Check(bytes, value, uint.MinValue, uint.MaxValue, (ref reader) => reader.ReadUInt32());
            Check(bytes, value, long.MinValue, long.MaxValue, (ref reader) => reader.ReadInt64());
            Check(bytes, value, 0, long.MaxValue, (ref reader) => (long)reader.ReadUInt64());
        });
    }

    [Theory]
    [InlineData(9_223_372_036_854_775_808)]
    [InlineData(ulong.MaxValue)]
    public void Above_2_63_only_the_unsigned_method_reads(ulong value)
    {
        byte[] bytes = Encode.Code(0xcf, 8, value);
        Assert.Equal(value, Decode.All(bytes, (ref reader) => reader.ReadUInt64()));
        Decode.Throws<OverflowException>(bytes, (ref reader) => reader.ReadInt64());
        Decode.Throws<OverflowException>(bytes, (ref reader) => reader.ReadInt32());
        Decode.Throws<OverflowException>(bytes, (ref reader) => reader.ReadUInt32());
        Decode.Throws<OverflowException>(bytes, (ref reader) => reader.ReadByte());
    }

    private static IEnumerable<byte[]> Encodings(long value)
    {
        if (value is >= -32 and <= 127)
        {
            yield return [(byte)value];
        }

        for (int power = 0; power <= 3; power++)
        {
            int bits = 8 << power;
            if (value >= 0 && (bits == 64 || value < 1L << bits))
            {
                yield return Encode.Code((byte)(0xcc + power), 1 << power, (ulong)value);
            }

            if (bits == 64 || (value >= -(1L << (bits - 1)) && value < 1L << (bits - 1)))
            {
                yield return Encode.Code((byte)(0xd0 + power), 1 << power, (ulong)value);
            }
        }
    }

    private static void Check(byte[] bytes, long value, long min, long max, ReadFunction<long> read)
    {
        if (value >= min && value <= max)
        {
            Assert.Equal(value, Decode.All(bytes, read));
        }
        else
        {
            Decode.Throws<OverflowException>(bytes, (ref reader) => read(ref reader));
        }
    }
}
