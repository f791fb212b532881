using KefuChat.Load.Protocol;

namespace KefuChat.Load.Crowd;

/// <summary>
/// Which messages a run puts into whose queues: message n is for user n mod their count, so that all queues grow alike.
/// </summary>
/// <param name="Users">Who receive.</param>
/// <param name="Waiting">How many messages each is to get by sync, besides the one it holds already.</param>
internal sealed record QueueFill(CrowdUsers Users, int Waiting)
{
    /// <summary>How many messages are written in all.</summary>
    public int Messages => Users.Count * (Waiting + 1);

    /// <summary>Who writes them.</summary>
    public long SenderUid => Users.UidOf(Users.Count);

    /// <summary>Who gets message <paramref name="message"/>.</summary>
    public long ReceiverOf(int message) => Users.UidOf(message % Users.Count);

    /// <summary>What message <paramref name="message"/> is known by.</summary>
    public MessageTag TagOf(int message) => new(Users.Run, Sender: 0, message, DueAt: 0);

    /// <summary>Finds whose message it is, and which of that user's, from 0; false when it is none of this run.</summary>
    public bool TryFind(in MessageTag tag, out int user, out int number)
    {
        (number, user) = Math.DivRem(tag.Number, Users.Count);
        return tag.Run == Users.Run && tag.Number >= 0 && tag.Number < Messages;
    }
}
