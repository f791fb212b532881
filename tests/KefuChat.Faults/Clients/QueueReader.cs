namespace KefuChat.Faults.Clients;

/// <summary>
/// Reads one user's queue in order and without a gap: takes what is the very next, asks for what is missing. The rules are
/// those of "A correct client" in the wire protocol, as the web client's QueueReader follows them.
/// </summary>
internal sealed class QueueReader
{
    private bool _wantsSync;

    /// <summary>The highest key heard of while an answer to SYNC was under way.</summary>
    private long _ahead;

    /// <summary>The last key taken; 0 before the first.</summary>
    public long Key { get; private set; }

    /// <summary>Between a SYNC and its SYNC_END.</summary>
    public bool IsSyncing { get; private set; }

    /// <summary>Everything there was, as far as the server told on this connection, has been taken.</summary>
    public bool IsCaughtUp { get; private set; }

    /// <summary>Begins on a connection that is logged in, told the queue's newest key.</summary>
    public void Begin(long newest)
    {
        IsSyncing = false;
        _wantsSync = newest != Key;
        IsCaughtUp = !_wantsSync;
    }

    /// <summary>The connection is gone.</summary>
    public void End()
    {
        IsSyncing = false;
        IsCaughtUp = false;
        _wantsSync = false;
    }

    /// <summary>True when a SYNC from <paramref name="key"/> is to be sent now; it is then taken to be.</summary>
    public bool TryBeginSync(out long key)
    {
        key = Key;
        if (!_wantsSync)
        {
            return false;
        }

        _wantsSync = false;
        IsSyncing = true;
        _ahead = 0;
        return true;
    }

    /// <summary>The SYNC was refused for now: it is to be sent again.</summary>
    public void AskAgain() => _wantsSync = IsSyncing;

    /// <summary>An answer begins. Where its key is not ours, the server knows another end of the queue than we do, and is followed.</summary>
    public void BeginSync(long key) => Key = key;

    /// <summary>An answer ends, at <paramref name="key"/>.</summary>
    public void EndSync(long key, bool hasMore)
    {
        IsSyncing = false;
        Key = Math.Max(Key, key);
        _wantsSync = hasMore || _ahead > key;
        IsCaughtUp |= !_wantsSync;
    }

    /// <summary>A message within an answer: its key where it is to be taken, else null.</summary>
    /// <param name="key">0 where the framing does not tell; then they are counted.</param>
    public long? TakeSynced(long key)
    {
        key = key == 0 ? Key + 1 : key;
        if (!IsSyncing || key <= Key)
        {
            HeardOf(key);
            return null;
        }

        return Key = key;
    }

    /// <summary>A live push, or the ACK of an own message, which is as good as one. Whether it is to be taken.</summary>
    public bool TryTakePush(long key, long previousKey)
    {
        if (IsSyncing || previousKey != Key || key <= previousKey)
        {
            HeardOf(key);
            return false;
        }

        Key = key;
        return true;
    }

    /// <summary>The queue reaches at least this key. 0 claims nothing.</summary>
    public void HeardOf(long key)
    {
        if (IsSyncing)
        {
            _ahead = Math.Max(_ahead, key);
        }
        else if (key > Key)
        {
            _wantsSync = true;
        }
    }
}
