namespace KefuChat.Load.Measurement;

/// <summary>
/// When messages are sent and which of them are measured: from <see cref="Start"/> on, until <see cref="End"/>, and those
/// due from <see cref="MeasureFrom"/> on count. Moments of <see cref="Clock"/>. Safe for many threads.
/// </summary>
internal sealed class RunWindow(long start, double warmupSeconds, double seconds)
{
    private long _end = start + Clock.FromSeconds(warmupSeconds + seconds);

    public long Start { get; } = start;

    public long MeasureFrom { get; } = start + Clock.FromSeconds(warmupSeconds);

    public long End => Volatile.Read(ref _end);

    /// <summary>Seconds measured; 0 when the run was stopped before the warm-up was over.</summary>
    public double MeasuredSeconds => Math.Max(0, Clock.ToSeconds(End - MeasureFrom));

    public bool Measures(long moment) => moment >= MeasureFrom && moment < End;

    /// <summary>Ends the run now, unless it ended before.</summary>
    public void Stop() => Volatile.Write(ref _end, Math.Min(End, Clock.Now));
}
