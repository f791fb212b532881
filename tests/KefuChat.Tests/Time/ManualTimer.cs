namespace KefuChat.Tests.Time;

internal sealed class ManualTimer(ManualTime time, Action callback) : ITimer
{
    public DateTimeOffset Due { get; set; } = DateTimeOffset.MaxValue;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Due = dueTime == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : time.GetUtcNow() + dueTime;
        return true;
    }

    public void Fire() => callback();

    public void Dispose() => time.Remove(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
