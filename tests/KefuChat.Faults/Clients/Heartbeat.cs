using KefuChat.Load.Measurement;

namespace KefuChat.Faults.Clients;

/// <summary>
/// Asks from time to time whether the server is there, and notices where nothing comes. All times are
/// <see cref="Clock"/>'s.
/// </summary>
/// <remarks>
/// The web client asks every 30 s and waits 10 s. Here faults last some seconds: a dead path has to be noticed within a run
/// of a minute, and be left for another.
/// </remarks>
internal sealed class Heartbeat
{
    private static readonly long Interval = Clock.FromSeconds(5);
    private static readonly long Patience = Clock.FromSeconds(5);

    private long _deadline = long.MaxValue;
    private long _nextPing = long.MaxValue;

    /// <summary>How long a connection may take to open.</summary>
    public static TimeSpan OpenPatience => TimeSpan.FromSeconds(Clock.ToSeconds(Patience));

    /// <summary>The socket is open, and the login sent.</summary>
    public void OnOpened(long now)
    {
        _deadline = now + Patience;
        _nextPing = long.MaxValue;
    }

    /// <summary>Logged in: before that the login is the question.</summary>
    public void OnLogin(long now) => _nextPing = now + Interval;

    /// <summary>Something came.</summary>
    public void OnHeard() => _deadline = long.MaxValue;

    /// <summary>Whether a PING is to be sent now; it is then taken to be.</summary>
    public bool TakePing(long now)
    {
        if (now < _nextPing)
        {
            return false;
        }

        _nextPing = now + Interval;
        _deadline = Math.Min(_deadline, now + Patience);
        return true;
    }

    /// <summary>Whether the socket is to be given up.</summary>
    public bool IsSilent(long now) => now >= _deadline;
}
