namespace KefuChat.Storage.Sharding;

/// <summary>
/// What one sender has under way: each step is begun, and each save answered, in the order of the calls, whichever shards the
/// messages take. Used under the lock of whoever holds it.
/// </summary>
internal sealed class SenderLine
{
    private readonly Queue<ShardedSave> _saves = [];
    private readonly Dictionary<string, ShardedSave> _byName = [];
    private Task _firstBegun = Task.CompletedTask;
    private Task _secondBegun = Task.CompletedTask;
    private bool _isAnswering;

    /// <summary>Whether nothing is under way.</summary>
    public bool IsEmpty => _saves.Count == 0;

    /// <summary>Puts a save behind the others.</summary>
    public ShardedSave Add(SaveRequest request)
    {
        var namesake = _byName.TryGetValue(request.DedupeKey, out var earlier) ? earlier.Ended : Task.CompletedTask;
        var save = new ShardedSave(request, namesake, _firstBegun, _secondBegun);
        _byName[request.DedupeKey] = save;
        (_firstBegun, _secondBegun) = (save.FirstBegun, save.SecondBegun);
        _saves.Enqueue(save);
        return save;
    }

    /// <summary>
    /// The next to be answered: done, and with nothing before it. Whoever is given one answers it outside the lock and asks
    /// again, until there is none; others are given none meanwhile.
    /// </summary>
    /// <param name="isAnswering">Whether it is the caller who answers already.</param>
    public ShardedSave? Next(bool isAnswering)
    {
        if (_isAnswering && !isAnswering)
        {
            return null;
        }

        var next = _saves.TryPeek(out var save) && save.Result is not null ? _saves.Dequeue() : null;
        if (next is not null && _byName.GetValueOrDefault(next.Request.DedupeKey) == next)
        {
            _byName.Remove(next.Request.DedupeKey);
        }

        _isAnswering = next is not null;
        return next;
    }
}
