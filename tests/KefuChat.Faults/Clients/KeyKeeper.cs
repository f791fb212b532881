using KefuChat.Load.Measurement;

namespace KefuChat.Faults.Clients;

/// <summary>Tells the server from time to time how far a device has stored its queue.</summary>
internal sealed class KeyKeeper
{
    // The web client's: after live messages one every few seconds is plenty.
    private static readonly long Interval = Clock.FromSeconds(3);

    private long _confirmed;
    private long _nextAt;

    /// <summary>Whether <paramref name="key"/> is to be confirmed now; it is then taken to be.</summary>
    public bool TakeDue(long key, long now)
    {
        // The server may have been set back.
        _confirmed = Math.Min(_confirmed, key);
        if (key == _confirmed || now < _nextAt)
        {
            return false;
        }

        _confirmed = key;
        _nextAt = now + Interval;
        return true;
    }
}
