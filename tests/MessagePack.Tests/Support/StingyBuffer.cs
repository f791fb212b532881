using System.Buffers;

namespace MessagePack.Tests.Support;

/// <summary>Gives exactly what is asked for, each time somewhere else, and keeps only what was written before it was told.</summary>
internal sealed class StingyBuffer : IBufferWriter<byte>
{
    private readonly List<byte> _kept = [];
    private byte[] _lent = [];

    public byte[] Kept => [.. _kept];

    public void Advance(int count)
    {
        _kept.AddRange(_lent.AsSpan(0, count));
        _lent = [];
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => _lent = new byte[Math.Max(sizeHint, 1)];

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
