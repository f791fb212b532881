using System.Buffers;

namespace KefuChat.Load.Crowd;

/// <summary>Received bytes not consumed yet, in an array that is rented while there are any or some are awaited.</summary>
internal sealed class PooledBuffer
{
    private const int InitialBytes = 4 << 10;

    private byte[] _bytes = [];
    private int _start;
    private int _end;

    /// <summary>What was received and not consumed.</summary>
    public ReadOnlyMemory<byte> Unread => _bytes.AsMemory(_start, _end - _start);

    /// <summary>Marks the first <paramref name="count"/> unread bytes as done with; they stay readable until the next call.</summary>
    public void Consume(int count) => _start += count;

    /// <summary>Room to receive into, never empty. Moves the unread bytes.</summary>
    public Memory<byte> GetFree()
    {
        var unread = Unread;
        if (unread.IsEmpty)
        {
            _start = _end = 0;
        }

        if (_end == _bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(InitialBytes, 2 * unread.Length));
            unread.CopyTo(larger);
            _end = unread.Length;
            Return();
            _bytes = larger;
        }

        return _bytes.AsMemory(_end);
    }

    /// <summary>Adds <paramref name="count"/> bytes, received into what <see cref="GetFree"/> gave.</summary>
    public void Commit(int count) => _end += count;

    /// <summary>Gives the array back, unless something in it was not consumed.</summary>
    public void Release()
    {
        if (_start == _end)
        {
            _end = 0;
            Return();
        }
    }

    private void Return()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = [];
        _start = 0;
    }
}
