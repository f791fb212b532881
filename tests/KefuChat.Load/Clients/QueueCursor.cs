namespace KefuChat.Load.Clients;

/// <summary>
/// Where a client stands in its queue, and when it must ask the server for what it missed: the client's half of "nothing
/// lost, nothing twice".
/// </summary>
internal sealed class QueueCursor
{
    private long _key;
    private long _newestKnown;
    private long _askedFrom;
    private bool _syncing;

    /// <summary>Starts at <paramref name="key"/>, from which a sync was asked for.</summary>
    public void Start(long key)
    {
        _key = key;
        _newestKnown = key;
        _askedFrom = key;
        _syncing = true;
    }

    /// <summary>
    /// A live push; false when it must be discarded, because something before it is missing, it was taken, or a sync is
    /// under way, whose messages on the classic framing do not say which keys they have.
    /// </summary>
    public bool TryTakePush(long key, long previousKey)
    {
        if (!_syncing && key > 0 && previousKey == _key)
        {
            _key = key;
            return true;
        }

        Notice(key);
        return false;
    }

    /// <summary>A message that a sync brought; false when it was taken before.</summary>
    /// <param name="key">Its key; 0 when the framing does not tell.</param>
    public bool TryTakeSynced(long key)
    {
        if (key == 0)
        {
            return true;
        }

        if (key <= _key)
        {
            return false;
        }

        _key = key;
        return true;
    }

    /// <summary>The server says that the queue reaches to <paramref name="key"/>.</summary>
    public void Notice(long key) => _newestKnown = Math.Max(_newestKnown, key);

    /// <summary>A round of syncing is over.</summary>
    public void EndSync(long key, bool hasMore)
    {
        _syncing = false;
        if (key < _askedFrom)
        {
            // It was asked from beyond the queue: this is where the queue ends.
            _key = key;
            _newestKnown = key;
            return;
        }

        _key = Math.Max(_key, key);
        if (_key == _askedFrom)
        {
            // Asking again at once would bring the same nothing: wait for the next sign that there is more.
            _newestKnown = _key;
        }
        else if (hasMore)
        {
            Notice(_key + 1);
        }
    }

    /// <summary>True when the client must sync from <paramref name="key"/> now; it is then taken to do so.</summary>
    public bool ShouldSync(out long key)
    {
        key = _key;
        if (_syncing || _newestKnown <= _key)
        {
            return false;
        }

        _syncing = true;
        _askedFrom = _key;
        return true;
    }
}
