using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using MessagePack.Tests.Support;

namespace MessagePack.Tests;

/// <summary>What was written is what is read, from one piece and from bytes split at every position.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public void Booleans() => Holds(Gen.Elements(false, true), (value, ref writer) => writer.Write(value), (ref reader) => reader.ReadBoolean());

    [Fact]
    public void Unsigned_8_bit_integers() => Holds(Number.Unsigned.Select(value => (byte)value), (value, ref writer) => writer.Write(value), (ref reader) => reader.ReadByte());

    [Fact]
    public void Signed_16_bit_integers() => Holds(Number.Signed.Select(value => (short)value), (value, ref writer) => writer.Write(value), (ref reader) => (short)reader.ReadInt32());

    [Fact]
    public void Signed_32_bit_integers() => Holds(Number.Signed.Select(value => (int)value), (value, ref writer) => writer.Write(value), (ref reader) => reader.ReadInt32());

    [Fact]
    public void Unsigned_32_bit_integers() => Holds(Number.Unsigned.Select(value => (uint)value), (value, ref writer) => writer.Write(value), (ref reader) => reader.ReadUInt32());

    [Fact]
    public void Signed_64_bit_integers() => Holds(Number.Signed, (value, ref writer) => writer.Write(value), (ref reader) => reader.ReadInt64());

    [Fact]
    public void Unsigned_64_bit_integers() => Holds(Number.Unsigned, (value, ref writer) => writer.Write(value), (ref reader) => reader.ReadUInt64());

    [Fact]
    public void Strings() => Holds(
        Gen.OneOf(Text.WellFormed.Select(value => (string?)value), Gen.Constant<string?>(null)),
        (value, ref writer) => writer.Write(value),
        (ref reader) => reader.ReadString());

    [Fact]
    public void Strings_that_already_are_utf8() => Holds(
        Bytes,
        (value, ref writer) => writer.WriteString(value),
        (ref reader) => reader.ReadStringSequence()!.Value.ToArray());

    [Fact]
    public void Byte_strings() => Holds(
        Gen.OneOf(Bytes.Select(value => (byte[]?)value), Gen.Constant<byte[]?>(null)),
        (value, ref writer) => writer.Write(value),
        (ref reader) => reader.ReadBytes()?.ToArray());

    [Fact]
    public void Nested_values() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Documents.Any.ToArbitrary(), document =>
    {
        byte[] bytes = Encode.With(document.Write);
        Assert.Equal(document.ToJson(), Decode.All(bytes, Document.Read).ToJson());
        Assert.Equal(document.ToJson(), Decode.All(Segment.OneByteEach(bytes), Document.Read).ToJson());
    }));

    [Fact]
    public void Values_at_every_boundary()
    {
        foreach (Document document in Documents.Boundaries)
        {
            byte[] bytes = Encode.With(document.Write);
            Assert.Equal(document.ToJson(), Decode.All(bytes, Document.Read).ToJson());
            Assert.Equal(document.ToJson(), Decode.All(Segment.Pieces(bytes, 7), Document.Read).ToJson());
        }
    }

    private delegate void WriteValue<in T>(T value, ref MessagePackWriter writer);

    private static Gen<byte[]> Bytes { get; } = Gen.Choose(0, 0xff).Select(value => (byte)value).ArrayOf();

    private static void Holds<T>(Gen<T> values, WriteValue<T> write, ReadFunction<T> read) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(values.ToArbitrary(), value =>
        {
            byte[] bytes = Encode.With((ref writer) => write(value, ref writer));
            Assert.Equal(value, Decode.All(bytes, read));
            Assert.All(Segment.Splits(bytes), split => Assert.Equal(value, Decode.All(split, read)));
        }));
}
