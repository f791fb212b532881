using KefuChat.Protocol;

namespace KefuChat.Routing.Grpc;

/// <summary>
/// Publications that may not have reached their node: what is left of them is, for each user, the notice that the queue
/// has grown and the newest push wish. So a user who was connected nowhere meanwhile gets one push, for the newest
/// message, instead of one for each. Memory is bounded by the number of users, and by a bound on what the wishes hold:
/// beyond it only the notices of further users are kept. Not thread-safe.
/// </summary>
/// <param name="maxWishBytes">The most content that all wishes together may hold.</param>
internal sealed class Owed(long maxWishBytes)
{
    private readonly Dictionary<User, Publication> _notices = [];
    private long _wishBytes;

    /// <summary>How many users something is owed to.</summary>
    public int Count => _notices.Count;

    /// <summary>Whether it is about an entry of a queue; the rest is stored nowhere and may be lost.</summary>
    public static bool IsEntry(in Publication publication) => publication.Message is SyncNotify or Delivery { IsPush: true };

    /// <summary>Keeps what is about an entry of a queue.</summary>
    public void Add(in Publication publication)
    {
        if (!IsEntry(publication))
        {
            return;
        }

        var notice = publication with { Message = new SyncNotify(Key(publication)) };
        if (_notices.Remove(publication.Receiver, out var other))
        {
            _wishBytes -= BytesOf(other.PushWish);
            notice = Merge(notice, other);
        }

        if (_wishBytes + BytesOf(notice.PushWish) > maxWishBytes)
        {
            notice = notice with { PushWish = null };
        }

        _wishBytes += BytesOf(notice.PushWish);
        _notices.Add(publication.Receiver, notice);
    }

    /// <summary>Takes what is owed to some users.</summary>
    public List<Publication> Take(Predicate<User> which)
    {
        var taken = new List<Publication>();
        foreach (var (user, notice) in _notices)
        {
            if (which(user))
            {
                taken.Add(notice);
                _notices.Remove(user);
                _wishBytes -= BytesOf(notice.PushWish);
            }
        }

        return taken;
    }

    /// <summary>A connection was excluded because it knows a message: of several messages, only if it knows all.</summary>
    private static Publication Merge(in Publication one, in Publication other)
    {
        var (newer, older) = Key(one) >= Key(other) ? (one, other) : (other, one);
        return newer with
        {
            ExcludedConnection = newer.ExcludedConnection == older.ExcludedConnection ? newer.ExcludedConnection : 0,
            PushWish = newer.PushWish ?? older.PushWish,
        };
    }

    private static long BytesOf(Delivery? wish) => wish?.Message.Content.Length ?? 0;

    private static long Key(in Publication publication) => publication.Message switch
    {
        Delivery delivery => delivery.SyncKey,
        SyncNotify notify => notify.SyncKey,
        _ => 0,
    };
}
