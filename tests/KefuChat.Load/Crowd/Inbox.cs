using KefuChat.Load.Measurement;
using KefuChat.Load.Protocol;

namespace KefuChat.Load.Crowd;

/// <summary>
/// What one user holds of its queue, and how that differs from what the queue was filled with: each message once, in
/// the order written, under the keys from 1 on. The first message is held from the start, so that a sync has a key to
/// begin at: one from 0 would bring a new device only the newest.
/// </summary>
/// <param name="fill">What the queues were filled with.</param>
/// <param name="user">Whose this is, by its index.</param>
internal sealed class Inbox(QueueFill fill, int user)
{
    private readonly NumberSet _taken = new();
    private int _count;

    /// <summary>The last key held.</summary>
    public long Key { get; private set; } = 1;

    /// <summary>Messages that did not come.</summary>
    public int Lost => fill.Waiting - _count;

    /// <summary>Messages that came once more.</summary>
    public int Doubled { get; private set; }

    /// <summary>Messages under a wrong key, or of nobody's writing to this user.</summary>
    public int Misplaced { get; private set; }

    /// <summary>Takes a message that a sync brought.</summary>
    public void Take(ReadOnlySpan<byte> uuid, long key)
    {
        if (!MessageTag.TryRead(uuid, out var tag) || !fill.TryFind(tag, out var receiver, out var number) || receiver != user)
        {
            Misplaced++;
        }
        else if (!_taken.Add(number))
        {
            Doubled++;
        }
        else
        {
            _count++;
            if (key != number + 1 || key != Key + 1)
            {
                Misplaced++;
            }
        }

        Key = key;
    }

    /// <summary>A sync reached as far as <paramref name="key"/>.</summary>
    public void Advance(long key) => Key = key;
}
