namespace KefuChat.Routing.Grpc;

/// <summary>Tells when nothing has happened for a while, and again each time nothing has for as long.</summary>
internal sealed class IdleTimer : IDisposable
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _limit;
    private readonly Action _onIdle;
    private readonly ITimer _timer;
    private long _touchedAt;

    /// <summary>Starts at once.</summary>
    /// <param name="time">Whose time counts.</param>
    /// <param name="limit">How long nothing may happen.</param>
    /// <param name="onIdle">Called by the timer; must not block.</param>
    public IdleTimer(TimeProvider time, TimeSpan limit, Action onIdle)
    {
        _time = time;
        _limit = limit;
        _onIdle = onIdle;
        _touchedAt = time.GetTimestamp();
        _timer = time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(limit, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Something has happened. Cheap: the timer finds out by itself.</summary>
    public void Touch() => Volatile.Write(ref _touchedAt, _time.GetTimestamp());

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void OnTimer()
    {
        var idle = _time.GetElapsedTime(Volatile.Read(ref _touchedAt));
        if (idle >= _limit)
        {
            _onIdle();
            idle = TimeSpan.Zero;
        }

        _timer.Change(_limit - idle, Timeout.InfiniteTimeSpan);
    }
}
