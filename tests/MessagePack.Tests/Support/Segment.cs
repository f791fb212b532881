using System.Buffers;

namespace MessagePack.Tests.Support;

internal sealed class Segment : ReadOnlySequenceSegment<byte>
{
    private Segment(ReadOnlyMemory<byte> memory, long runningIndex)
    {
        Memory = memory;
        RunningIndex = runningIndex;
    }

    /// <summary>One sequence of all the pieces, the empty ones included.</summary>
    public static ReadOnlySequence<byte> Join(params IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        Segment? first = null;
        Segment? last = null;
        foreach (ReadOnlyMemory<byte> piece in pieces)
        {
            var segment = new Segment(piece, last is null ? 0 : last.RunningIndex + last.Memory.Length);
            first ??= segment;
            last?.Next = segment;
            last = segment;
        }

        return first is null ? ReadOnlySequence<byte>.Empty : new ReadOnlySequence<byte>(first, 0, last!, last!.Memory.Length);
    }

    /// <summary>Every way to cut the bytes in two, and one that cuts everywhere, with empty segments around each byte.</summary>
    public static IEnumerable<ReadOnlySequence<byte>> Splits(byte[] bytes)
    {
        for (int i = 0; i <= bytes.Length; i++)
        {
            yield return Join(bytes.AsMemory(0, i), bytes.AsMemory(i));
        }

        yield return OneByteEach(bytes);
    }

    public static ReadOnlySequence<byte> OneByteEach(byte[] bytes) =>
        Join(Enumerable.Range(0, (2 * bytes.Length) + 1).Select(i => (ReadOnlyMemory<byte>)bytes.AsMemory(i / 2, i % 2)));

    public static ReadOnlySequence<byte> Pieces(byte[] bytes, int size) =>
        Join(bytes.Chunk(size).Select(piece => (ReadOnlyMemory<byte>)piece));
}
