using System.Buffers;

namespace KefuChat.Protocol;

/// <summary>
/// Encoded frames, one behind the other, with their boundaries: what one flush sends. Holds a pooled buffer only
/// between the first byte written and <see cref="Clear"/>. Not thread-safe: it belongs to one write loop.
/// </summary>
internal sealed class FrameWriter : IBufferWriter<byte>
{
    private const int InitialBytes = 1024;

    private readonly List<int> _ends = [];
    private byte[] _buffer = [];
    private int _length;

    /// <summary>How many whole frames are held.</summary>
    public int Count => _ends.Count;

    /// <summary>All bytes of all frames.</summary>
    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>One frame's bytes.</summary>
    public ReadOnlyMemory<byte> this[int index]
    {
        get
        {
            var start = index == 0 ? 0 : _ends[index - 1];
            return _buffer.AsMemory(start, _ends[index] - start);
        }
    }

    /// <summary>What was written since the last call is one frame.</summary>
    public void EndFrame() => _ends.Add(_length);

    /// <inheritdoc/>
    public void Advance(int count) => _length += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(_length);
    }

    /// <summary>Forgets the frames and gives the buffer back.</summary>
    public void Clear()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        _buffer = [];
        _length = 0;
        _ends.Clear();
    }

    private void Reserve(int sizeHint)
    {
        var needed = _length + Math.Max(sizeHint, 1);
        if (needed <= _buffer.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Math.Max(needed, InitialBytes), _buffer.Length * 2));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        _buffer = larger;
    }
}
