using KefuChat.Protocol;

namespace KefuChat.Connections;

/// <summary>
/// How far a user's queue has grown, as one connection's peer is told of it: what was not pushed one by one collapses into
/// one SYNC_NOTIFY. Guarded by the lock of the <see cref="SendQueue"/> it belongs to.
/// </summary>
internal sealed class GrowthNotice
{
    private long _key;
    private long _toldKey;

    /// <summary>Whether a sync is being answered: nothing live is sent into the middle of it.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>Whether a live entry must collapse: behind one that has, every further one would be a gap to the client.</summary>
    public bool Collapses => IsHeld || _key > 0;

    /// <summary>The queue has grown to this key, and the peer has yet to be told.</summary>
    public void Raise(long key) => _key = Math.Max(_key, key);

    /// <summary>Whether the peer has not been told of this key, nor will be by what waits to be sent.</summary>
    public bool IsNews(long key) => key > _toldKey;

    /// <summary>A sync begins: what collapses waits for its end.</summary>
    public void Hold() => IsHeld = true;

    /// <summary>The sync is over, and the peer holds everything up to a key.</summary>
    public void Release(long knownKey)
    {
        IsHeld = false;
        _toldKey = Math.Max(_toldKey, knownKey);
        if (_key <= knownKey)
        {
            _key = 0;
        }
    }

    /// <summary>A message will be sent: it may tell how far the queue reaches.</summary>
    public void Observe(Message message) => _toldKey = Math.Max(_toldKey, KeyTold(message));

    /// <summary>The SYNC_NOTIFY that is due; null when none is, or a sync is being answered.</summary>
    public SyncNotify? Take()
    {
        if (_key == 0 || IsHeld)
        {
            return null;
        }

        var notice = new SyncNotify(_key);
        _key = 0;
        return notice;
    }

    /// <summary>
    /// How far the queue reaches, as the peer learns from a message. It syncs where that is beyond what it holds; of
    /// entries before it too, for each names the key before its own.
    /// </summary>
    private static long KeyTold(Message message) => message switch
    {
        Delivery delivery => delivery.SyncKey,
        Ack ack => ack.SyncKey,
        SyncNotify notify => notify.SyncKey,
        Pong pong => pong.SyncKey,
        _ => 0,
    };
}
