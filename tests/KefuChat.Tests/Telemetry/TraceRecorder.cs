using System.Collections.Concurrent;
using System.Diagnostics;
using KefuChat.Tests.EndToEnd;

namespace KefuChat.Tests.Telemetry;

/// <summary>Hears of all spans, of our messages and of the requests that opened their sockets.</summary>
internal sealed class TraceRecorder : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public TraceRecorder(ActivitySamplingResult sampled = ActivitySamplingResult.AllDataAndRecorded)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "KefuChat" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => sampled,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>All the spans of the trace of the message with this uuid, once there are so many.</summary>
    public async Task<List<Activity>> TraceOfAsync(string uuid, int count)
    {
        await EndToEndTest.WaitUntilAsync(() => SpansOf(uuid).Count >= count);
        return SpansOf(uuid);
    }

    /// <summary>All the spans of all the traces of messages with this uuid, once there are so many.</summary>
    public async Task<List<Activity>> AllOfAsync(string uuid, int count)
    {
        await EndToEndTest.WaitUntilAsync(() => RootsOf(uuid).Sum(root => SpansIn(root.TraceId).Count) >= count);
        return [.. RootsOf(uuid).SelectMany(root => SpansIn(root.TraceId))];
    }

    /// <summary>The spans of a trace that have ended.</summary>
    public List<Activity> SpansIn(ActivityTraceId trace) => [.. _ended.Where(span => span.TraceId == trace)];

    public void Dispose() => _listener.Dispose();

    private List<Activity> SpansOf(string uuid) => RootsOf(uuid).FirstOrDefault() is { } root ? SpansIn(root.TraceId) : [];

    private IEnumerable<Activity> RootsOf(string uuid) => _ended.Where(span => Equals(span.GetTagItem("messaging.message.id"), uuid));
}
