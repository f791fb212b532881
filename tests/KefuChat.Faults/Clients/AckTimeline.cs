namespace KefuChat.Faults.Clients;

/// <summary>When acknowledgements were missing: the times in which something was unacknowledged and nothing was acknowledged.</summary>
internal sealed class AckTimeline
{
    // What is shorter tells nothing about a fault, and there are millions of them.
    private const long ShortestKept = 1_000_000;

    private readonly List<(long From, long Until)> _waits = [];
    private long _since;
    private long _lastSettled = long.MinValue;
    private int _pending;

    /// <summary>A message was written.</summary>
    public void OnWritten(long now)
    {
        if (_pending++ == 0)
        {
            _since = now;
        }
    }

    /// <summary>A message is known to be stored: it was acknowledged, or the queue told. Or it was refused for good.</summary>
    public void OnSettled(long now)
    {
        if (now - _since >= ShortestKept)
        {
            _waits.Add((_since, now));
        }

        _pending--;
        _since = now;
        _lastSettled = now;
    }

    /// <summary>Whether something was settled since a moment, or nothing waits to be.</summary>
    public bool IsRecoveredSince(long moment) => _pending == 0 || _lastSettled > moment;

    /// <summary>The longest wait within two moments, in nanoseconds; one that is not over counts up to <paramref name="until"/>.</summary>
    public long Longest(long from, long until)
    {
        var longest = _pending > 0 ? until - Math.Max(from, _since) : 0;

        // They lie in order, and what is asked for is usually the end.
        for (var i = _waits.Count - 1; i >= 0 && _waits[i].Until > from; i--)
        {
            longest = Math.Max(longest, Math.Min(until, _waits[i].Until) - Math.Max(from, _waits[i].From));
        }

        return Math.Max(0, longest);
    }
}
