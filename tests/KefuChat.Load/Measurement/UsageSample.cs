namespace KefuChat.Load.Measurement;

/// <summary>
/// What processes had used when <paramref name="Acknowledged"/> messages were acknowledged. Taken together, so that the
/// CPU time between two samples can be divided by the messages between them, however late the samples are.
/// </summary>
internal sealed record UsageSample(long At, long Acknowledged, IReadOnlyList<ProcessSample> Processes)
{
    public static UsageSample Take(long acknowledged, IEnumerable<int> pids) => new(
        Clock.Now,
        acknowledged,
        [.. pids.Select(ProcessSample.TryTake).OfType<ProcessSample>()]);
}
