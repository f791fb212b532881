using KefuChat.Load.Measurement;
using KefuChat.Protocol;

namespace KefuChat.Faults.Clients;

/// <summary>Tells when acknowledgements came, and when they did not. Safe for many threads; times are <see cref="Clock"/>'s.</summary>
internal sealed class AckClock
{
    private readonly Lock _gate = new();
    private readonly AckTimeline _all = new();
    private readonly Dictionary<User, AckTimeline> _clients = [];

    /// <inheritdoc cref="AckTimeline.OnWritten"/>
    public void OnWritten(User user, long now)
    {
        lock (_gate)
        {
            _all.OnWritten(now);
            Of(user).OnWritten(now);
        }
    }

    /// <inheritdoc cref="AckTimeline.OnSettled"/>
    public void OnSettled(User user, long now)
    {
        lock (_gate)
        {
            _all.OnSettled(now);
            Of(user).OnSettled(now);
        }
    }

    /// <summary>The longest time without an acknowledgement between two moments.</summary>
    public AckGap LongestGap(long from, long until)
    {
        lock (_gate)
        {
            var worst = _clients.Values.Select(client => client.Longest(from, until)).DefaultIfEmpty().Max();
            return new AckGap(Clock.ToSeconds(_all.Longest(from, until)), Clock.ToSeconds(worst));
        }
    }

    /// <summary>Whether every client was answered since a moment, or has nothing unacknowledged.</summary>
    public bool IsRecoveredSince(long moment)
    {
        lock (_gate)
        {
            return _clients.Values.All(client => client.IsRecoveredSince(moment));
        }
    }

    private AckTimeline Of(User user)
    {
        if (!_clients.TryGetValue(user, out var timeline))
        {
            _clients[user] = timeline = new AckTimeline();
        }

        return timeline;
    }
}
