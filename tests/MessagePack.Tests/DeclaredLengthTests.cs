using System.Buffers;
using MessagePack.Tests.Support;

namespace MessagePack.Tests;

/// <summary>A declared length costs nothing before its bytes are there, and is right up to 2^32 - 1 when they are.</summary>
public sealed class DeclaredLengthTests
{
    /// <summary>Far above an exception and its stack trace, far below any length declared.</summary>
    private const long Unremarkable = 64 * 1024;

    public static TheoryData<byte, uint> Declared => new MatrixTheoryData<byte, uint>(
        [MessagePackCode.Str32, MessagePackCode.Bin32, MessagePackCode.Ext32, MessagePackCode.Array32, MessagePackCode.Map32],
        [0x0100_0000, 0x3fff_ffff, 0x7fff_ffff, 0x8000_0000, 0x8000_0001, 0xffff_fffe, 0xffff_ffff]);

    [Theory]
    [MemberData(nameof(Declared))]
    public void Nothing_is_allocated_for_bytes_that_are_not_there(byte code, uint length)
    {
        byte[] bytes = [.. Encode.Code(code, sizeof(uint), length), 0x61, 0x62, 0x63];
        foreach (ReadOnlySequence<byte> sequence in (ReadOnlySequence<byte>[])[new(bytes), Segment.OneByteEach(bytes)])
        {
            foreach (ReaderMethod method in ReaderMethod.All.Where(method => method.Name != "TryReadArrayHeader"))
            {
                method.Try(sequence);
                long before = GC.GetAllocatedBytesForCurrentThread();
                (object? _, Type? thrown, long consumed) = method.Try(sequence);
                long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

                bool accepted = method.Accepts.Contains(MessagePackCode.ToMessagePackType(code));
                Assert.Equal(accepted ? typeof(EndOfStreamException) : typeof(MessagePackSerializationException), thrown);
                Assert.Equal(0, consumed);
                Assert.InRange(allocated, 0, Unremarkable);
            }
        }
    }

    [Theory]
    [InlineData(0x7fff_ffff)]
    [InlineData(0x8000_0000)]
    [InlineData(0xffff_ffff)]
    public void Payloads_of_gigabytes_are_seen_whole(uint length)
    {
        ReadOnlySequence<byte> text = Huge(MessagePackCode.Str32, length);
        ReadOnlySequence<byte> bytes = Huge(MessagePackCode.Bin32, length);
        Assert.Equal(length, LengthOf(text, (ref reader) => reader.ReadStringSequence()));
        Assert.Equal(length, LengthOf(text, (ref reader) => reader.ReadBytes()));
        Assert.Equal(length, LengthOf(bytes, (ref reader) => reader.ReadBytes()));

        var reader = new MessagePackReader(text);
        Assert.False(reader.TryReadStringSpan(out _));
        reader.Skip();
        Assert.Equal(5 + (long)length, reader.Consumed);

        reader = new MessagePackReader(Huge(MessagePackCode.Ext32, length));
        reader.Skip();
        Assert.Equal(6 + (long)length, reader.Consumed);
    }

    [Theory]
    [InlineData(0x8000_0000)]
    [InlineData(0xffff_ffff)]
    public void More_than_an_int_counts_overflows_rather_than_wraps(uint length)
    {
        Decode.Throws<OverflowException>(Huge(MessagePackCode.Str32, length), (ref reader) => reader.ReadString());
        Decode.Throws<OverflowException>(Huge(MessagePackCode.Array32, length), (ref reader) => reader.ReadArrayHeader());
        Decode.Throws<OverflowException>(Huge(MessagePackCode.Map32, length), (ref reader) => reader.ReadMapHeader());
    }

    [Theory]
    [InlineData(0x7fff_ffff)]
    [InlineData(0xffff_ffff)]
    public void A_payload_that_lacks_one_byte_of_gigabytes_is_the_end(uint length)
    {
        ReadOnlySequence<byte> text = Huge(MessagePackCode.Str32, length);
        text = text.Slice(0, 4 + (long)length);
        Decode.Throws<EndOfStreamException>(text, (ref reader) => reader.ReadString());
        Decode.Throws<EndOfStreamException>(text, (ref reader) => reader.ReadStringSequence());
        Decode.Throws<EndOfStreamException>(text, (ref reader) => reader.TryReadStringSpan(out _));
        Decode.Throws<EndOfStreamException>(text, (ref reader) =>
        {
            reader.Skip();
            return null;
        });
    }

    /// <summary>A header and more than 8 GiB behind it, all of it the same MiB.</summary>
    private static ReadOnlySequence<byte> Huge(byte code, uint length)
    {
        ReadOnlyMemory<byte> block = new byte[1 << 20];
        return Segment.Join([Encode.Code(code, sizeof(uint), length), .. Enumerable.Repeat(block, (1 << 13) + 1)]);
    }

    private static long LengthOf(ReadOnlySequence<byte> bytes, ReadFunction<ReadOnlySequence<byte>?> read)
    {
        var reader = new MessagePackReader(bytes);
        long length = read(ref reader)!.Value.Length;
        Assert.Equal(5 + length, reader.Consumed);
        return length;
    }
}
