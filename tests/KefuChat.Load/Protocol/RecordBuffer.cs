namespace KefuChat.Load.Protocol;

/// <summary>The part of a record that came ahead of its end.</summary>
internal sealed class RecordBuffer
{
    private byte[] _bytes = [];
    private int _length;

    /// <summary>Keeps <paramref name="part"/> behind what was kept before.</summary>
    public void Append(ReadOnlySpan<byte> part)
    {
        if (_length + part.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_length + part.Length, 2 * _bytes.Length));
        }

        part.CopyTo(_bytes.AsSpan(_length));
        _length += part.Length;
    }

    /// <summary>The whole record that ends with <paramref name="last"/>; valid until the next is begun.</summary>
    public ReadOnlySpan<byte> Complete(ReadOnlySpan<byte> last)
    {
        if (_length == 0)
        {
            return last;
        }

        Append(last);
        var record = _bytes.AsSpan(0, _length);
        _length = 0;
        return record;
    }
}
