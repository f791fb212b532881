namespace KefuChat.Load.Network;

/// <summary>Received bytes not consumed yet. Reused for the life of a connection; grows only for one that needs it.</summary>
internal sealed class ReceiveBuffer
{
    // Thousands of quiet connections should cost little; a busy one soon has a buffer that takes many frames at once.
    private const int InitialBytes = 4 << 10;
    private const int BusyBytes = 64 << 10;

    private byte[] _bytes = new byte[InitialBytes];
    private int _start;
    private int _end;

    /// <summary>What was received and not consumed.</summary>
    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Marks the first <paramref name="count"/> unread bytes as done with.</summary>
    public void Consume(int count) => _start += count;

    /// <summary>Room to receive into, never empty. Moves the unread bytes: no span of them may be in use.</summary>
    public Memory<byte> GetFree()
    {
        var unread = _end - _start;
        var wasFull = _end == _bytes.Length;
        var bytes = _bytes;
        if (unread > _bytes.Length / 2 || (wasFull && _bytes.Length < BusyBytes))
        {
            bytes = new byte[2 * _bytes.Length];
        }

        _bytes.AsSpan(_start, unread).CopyTo(bytes);
        _bytes = bytes;
        _start = 0;
        _end = unread;
        return bytes.AsMemory(unread);
    }

    /// <summary>Adds <paramref name="count"/> bytes, received into what <see cref="GetFree"/> gave.</summary>
    public void Commit(int count) => _end += count;
}
