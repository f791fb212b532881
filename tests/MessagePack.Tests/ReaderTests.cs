using System.Buffers;
using MessagePack.Tests.Support;

namespace MessagePack.Tests;

public sealed class ReaderTests
{
    /// <summary>Bytes of a code and the longest number that can follow it.</summary>
    private const int LongestHeader = 9;

    [Fact]
    public void The_position_moves_past_each_value()
    {
        ReadOnlySequence<byte> bytes = Segment.Join(new byte[] { 0x92, 0xa1 }, new byte[] { 0x61, 0x07 });
        var reader = new MessagePackReader(bytes);
        Assert.Equal(bytes, reader.Sequence);
        Assert.Equal(0, reader.Consumed);

        Assert.Equal(2, reader.ReadArrayHeader());
        Assert.Equal(1, reader.Consumed);

        Assert.Equal("a", reader.ReadString());
        Assert.Equal(3, reader.Consumed);
        Assert.Equal([0x07], bytes.Slice(reader.Position).ToArray());
        Assert.False(reader.End);

        Assert.Equal(7, reader.ReadByte());
        Assert.True(reader.End);
        Assert.Equal(bytes, reader.Sequence);
    }

    [Fact]
    public void A_copy_reads_on_by_itself()
    {
        var reader = new MessagePackReader(new byte[] { 0x01, 0x02 });
        MessagePackReader copy = reader;
        Assert.Equal(1, copy.ReadByte());
        Assert.Equal(2, copy.ReadByte());
        Assert.Equal(0, reader.Consumed);
        Assert.Equal(1, reader.ReadByte());
    }

    [Fact]
    public void A_default_reader_is_at_its_end()
    {
        MessagePackReader reader = default;
        Assert.True(reader.End);
        Assert.Equal(0, reader.Consumed);
    }

    [Fact]
    public void Nil_is_read_only_if_it_is_next()
    {
        var reader = new MessagePackReader(new byte[] { 0xc0, 0x01 });
        Assert.True(reader.IsNil);
        Assert.True(reader.TryReadNil());
        Assert.False(reader.IsNil);
        Assert.False(reader.TryReadNil());
        Assert.Equal(1, reader.Consumed);
    }

    [Fact]
    public void Peeking_at_the_end_throws()
    {
        Decode.Throws<EndOfStreamException>([], (ref reader) => reader.NextCode);
        Decode.Throws<EndOfStreamException>([], (ref reader) => reader.NextMessagePackType);
        Decode.Throws<EndOfStreamException>([], (ref reader) => reader.IsNil);
        Decode.Throws<EndOfStreamException>([], (ref reader) => reader.TryReadNil());
    }

    public static TheoryData<ReaderMethod> Methods => [.. ReaderMethod.All];

    [Theory]
    [MemberData(nameof(Methods), DisableDiscoveryEnumeration = true)]
    public void Another_type_is_refused_with_its_code_and_what_was_expected(ReaderMethod method)
    {
        for (int code = 0; code <= 0xff; code++)
        {
            MessagePackType type = MessagePackCode.ToMessagePackType((byte)code);
            if (method.Accepts.Contains(type))
            {
                continue;
            }

            var bytes = new byte[LongestHeader];
            bytes[0] = (byte)code;
            var exception = Decode.Throws<MessagePackSerializationException>(bytes, method.Read);
            Assert.Equal($"Expected {method.Expected}, found {type} (code 0x{code:x2}).", exception.Message);

            // The code alone decides: that the bytes end after it is not the complaint.
            Decode.Throws<MessagePackSerializationException>(bytes[..1], method.Read);
        }
    }

    [Theory]
    [MemberData(nameof(Methods), DisableDiscoveryEnumeration = true)]
    public void No_bytes_are_the_end(ReaderMethod method)
    {
        if (method.Name == "TryReadArrayHeader")
        {
            var reader = new MessagePackReader(ReadOnlyMemory<byte>.Empty);
            Assert.False(reader.TryReadArrayHeader(out int count));
            Assert.Equal(0, count);
        }
        else
        {
            Decode.Throws<EndOfStreamException>([], method.Read);
        }
    }
}
