using System.Buffers;

namespace MessagePack.Tests.Support;

/// <summary>A buffer with room for everything, which counts how often it is called.</summary>
internal sealed class CountingBuffer(int capacity) : IBufferWriter<byte>
{
    private readonly ArrayBufferWriter<byte> _inner = new(capacity);

    public int Calls { get; private set; }

    public byte[] Kept => _inner.WrittenSpan.ToArray();

    public void Advance(int count)
    {
        Calls++;
        _inner.Advance(count);
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Calls++;
        return _inner.GetMemory(sizeHint);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
