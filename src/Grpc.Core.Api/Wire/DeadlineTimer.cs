namespace Grpc.Core.Wire;

/// <summary>Fires once, at a deadline however far ahead: a timer alone reaches 49 days.</summary>
internal sealed class DeadlineTimer : IDisposable
{
    private static readonly TimeSpan MaxDelay = TimeSpan.FromDays(49);

    private readonly DateTime _deadline;
    private readonly Action _onDeadline;
    private readonly Timer _timer;

    /// <param name="deadline">UTC.</param>
    /// <param name="onDeadline">Called from the thread pool.</param>
    public DeadlineTimer(DateTime deadline, Action onDeadline)
    {
        _deadline = deadline;
        _onDeadline = onDeadline;
        _timer = new Timer(static timer => ((DeadlineTimer)timer!).OnTimer(), this, Timeout.Infinite, Timeout.Infinite);
        Schedule(deadline - DateTime.UtcNow);
    }

    public void Dispose() => _timer.Dispose();

    private void OnTimer()
    {
        var remaining = _deadline - DateTime.UtcNow;
        if (remaining <= TimeSpan.Zero)
        {
            _onDeadline();
        }
        else
        {
            Schedule(remaining);
        }
    }

    private void Schedule(TimeSpan delay)
    {
        // A timer counts whole milliseconds, rounded down.
        var clamped = delay < TimeSpan.Zero ? TimeSpan.Zero : delay < MaxDelay ? delay + TimeSpan.FromMilliseconds(1) : MaxDelay;
        try
        {
            _timer.Change(clamped, Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // The call ended at this very moment.
        }
    }
}
