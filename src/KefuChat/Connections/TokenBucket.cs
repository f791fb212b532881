namespace KefuChat.Connections;

/// <summary>
/// The rate limit of one connection: a bucket that holds <paramref name="burst"/> frames and gains
/// <paramref name="perSecond"/> each second. Belongs to the read loop.
/// </summary>
/// <param name="perSecond">0: no limit.</param>
/// <param name="burst">At least 1.</param>
/// <param name="time">The clock.</param>
internal sealed class TokenBucket(int perSecond, int burst, TimeProvider time)
{
    private double _tokens = burst;
    private long _filledAt = time.GetTimestamp();
    private int _refused;

    /// <summary>
    /// Whether a whole burst more was refused than accepted since the limit was last kept: the peer does not listen.
    /// </summary>
    public bool IsAbused => _refused >= burst;

    /// <summary>Takes room for one frame. False: over the limit.</summary>
    public bool TryTake()
    {
        if (perSecond == 0)
        {
            return true;
        }

        var now = time.GetTimestamp();
        _tokens = Math.Min(burst, _tokens + (time.GetElapsedTime(_filledAt, now).TotalSeconds * perSecond));
        _filledAt = now;
        if (_tokens < 1)
        {
            _refused++;
            return false;
        }

        _tokens--;
        _refused = Math.Max(0, _refused - 1);
        return true;
    }
}
