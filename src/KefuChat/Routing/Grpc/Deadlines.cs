namespace KefuChat.Routing.Grpc;

/// <summary>Things that are due a fixed time after they were added, unless they are removed. Not thread-safe.</summary>
/// <typeparam name="T">A thing.</typeparam>
internal sealed class Deadlines<T> : IDisposable
    where T : notnull
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _delay;
    private readonly ITimer _timer;
    private readonly Dictionary<T, DateTimeOffset> _due = [];

    /// <summary>Nothing is due yet.</summary>
    /// <param name="time">Whose time counts.</param>
    /// <param name="delay">How long after a thing was added.</param>
    /// <param name="onDue">Called by the timer when something is due.</param>
    public Deadlines(TimeProvider time, TimeSpan delay, Action onDue)
    {
        _time = time;
        _delay = delay;
        _timer = time.CreateTimer(_ => onDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Adds a thing; one that is there keeps its time.</summary>
    public void Add(T thing)
    {
        if (_due.TryAdd(thing, _time.GetUtcNow() + _delay) && _due.Count == 1)
        {
            _timer.Change(_delay, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The thing is not waited for any more. False: it was not.</summary>
    public bool Remove(T thing) => _due.Remove(thing);

    /// <summary>Takes what is due; the timer is set for the rest.</summary>
    public List<T> TakeDue()
    {
        var now = _time.GetUtcNow();
        var due = _due.Where(pair => pair.Value <= now).Select(pair => pair.Key).ToList();
        due.ForEach(thing => _due.Remove(thing));
        if (_due.Count > 0)
        {
            _timer.Change(_due.Values.Min() - now, Timeout.InfiniteTimeSpan);
        }

        return due;
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();
}
