using KefuChat.Load.Measurement;
using KefuChat.Protocol;

namespace KefuChat.Faults.Clients;

/// <summary>Tells when acknowledgements came, and when they did not. Safe for many threads; times are <see cref="Clock"/>'s.</summary>
internal sealed class AckClock
{
    private readonly Lock _gate = new();
    private readonly AckTimeline _all = new();
    private readonly Dictionary<User, AckTimeline> _clients = [];
    private readonly List<(long After, TaskCompletionSource Source)> _waiting = [];
    private long _last = long.MinValue;

    public void OnWritten(User user, long now)
    {
        lock (_gate)
        {
            _all.OnWritten(now);
            Of(user).OnWritten(now);
        }
    }

    public void OnSettled(User user, long now)
    {
        lock (_gate)
        {
            _all.OnSettled(now);
            Of(user).OnSettled(now);
        }
    }

    /// <summary>An ACK came that said "stored".</summary>
    public void OnAcknowledged(long now)
    {
        lock (_gate)
        {
            _last = Math.Max(_last, now);
            foreach (var (_, source) in _waiting.Where(waiting => waiting.After < now))
            {
                source.TrySetResult();
            }

            _waiting.RemoveAll(waiting => waiting.After < now);
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

    /// <summary>Completes with the first ACK after a moment; where there was one, at once.</summary>
    public Task NextAsync(long after, CancellationToken cancellation)
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_last > after)
            {
                return Task.CompletedTask;
            }

            _waiting.Add((after, source));
        }

        return source.Task.WaitAsync(cancellation);
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
