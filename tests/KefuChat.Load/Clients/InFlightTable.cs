using System.Numerics;

namespace KefuChat.Load.Clients;

/// <summary>The messages of one connection that await their ACK, found by sequence number in one step.</summary>
internal sealed class InFlightTable(int limit)
{
    // Other frames take numbers too (PING), so twice the limit: a number meets its slot's old message only when the server
    // left that one unanswered while it answered later ones, and then it is reported as unacknowledged.
    private readonly Entry[] _entries = new Entry[BitOperations.RoundUpToPowerOf2((uint)(2 * limit) + 16)];

    public int Count { get; private set; }

    /// <summary>Those whose ACK has not come.</summary>
    public IEnumerable<(int Number, long DueAt)> All =>
        _entries.Where(entry => entry.Seq != 0).Select(entry => (entry.Number, entry.DueAt));

    public void Add(int seq, int number, long dueAt)
    {
        this[seq] = new Entry(seq, number, dueAt);
        Count++;
    }

    /// <summary>False when nothing with this number awaits an ACK.</summary>
    public bool TryRemove(long seq, out int number, out long dueAt)
    {
        ref var entry = ref this[seq];
        (_, number, dueAt) = entry;
        if (seq <= 0 || entry.Seq != seq)
        {
            return false;
        }

        entry = default;
        Count--;
        return true;
    }

    private ref Entry this[long seq] => ref _entries[seq & (_entries.Length - 1)];

    private readonly record struct Entry(int Seq, int Number, long DueAt);
}
