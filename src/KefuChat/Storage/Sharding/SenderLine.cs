namespace KefuChat.Storage.Sharding;

/// <summary>What one sender has under way: answered in the order it was saved in, whichever shards each message takes.</summary>
internal sealed class SenderLine
{
    private readonly Queue<ShardedSave> _saves = [];
    private bool _isAnswering;

    /// <summary>
    /// Whether a message reached its sender's shard but not its receiver's: those behind it must not overtake it there, and
    /// are refused until the sender has nothing under way.
    /// </summary>
    public bool IsBroken { get; set; }

    /// <summary>Whether nothing is under way.</summary>
    public bool IsEmpty => _saves.Count == 0;

    /// <summary>Puts one behind the others.</summary>
    public void Add(ShardedSave save) => _saves.Enqueue(save);

    /// <summary>
    /// The next to be answered: done, and with nothing before it. Whoever is given one answers it outside the line's lock
    /// and asks again, until there is none; others are given none meanwhile.
    /// </summary>
    /// <param name="isAnswering">Whether it is the caller who answers already.</param>
    public ShardedSave? Next(bool isAnswering)
    {
        if (_isAnswering && !isAnswering)
        {
            return null;
        }

        var next = _saves.TryPeek(out var save) && save.Result is not null ? _saves.Dequeue() : null;
        _isAnswering = next is not null;
        return next;
    }
}
