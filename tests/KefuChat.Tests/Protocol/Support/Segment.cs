using System.Buffers;

namespace KefuChat.Tests.Protocol.Support;

/// <summary>One piece of bytes that arrived in several.</summary>
internal sealed class Segment : ReadOnlySequenceSegment<byte>
{
    private Segment(ReadOnlyMemory<byte> memory, long runningIndex)
    {
        Memory = memory;
        RunningIndex = runningIndex;
    }

    /// <summary>The bytes, cut at these positions; a position that occurs twice makes an empty piece.</summary>
    public static ReadOnlySequence<byte> Cut(byte[] bytes, params IEnumerable<int> positions)
    {
        int[] ends = [.. positions.Order(), bytes.Length];
        var first = new Segment(bytes.AsMemory(0, ends[0]), 0);
        var last = first;
        foreach (var end in ends.Skip(1))
        {
            var start = (int)last.RunningIndex + last.Memory.Length;
            var next = new Segment(bytes.AsMemory(start, end - start), start);
            last.Next = next;
            last = next;
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    /// <summary>Cut everywhere, with empty pieces around each byte.</summary>
    public static ReadOnlySequence<byte> OneByteEach(byte[] bytes) =>
        Cut(bytes, Enumerable.Range(0, bytes.Length + 1).SelectMany(position => (int[])[position, position]));
}
