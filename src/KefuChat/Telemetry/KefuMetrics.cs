using System.Diagnostics.Metrics;
using KefuChat.Protocol;

namespace KefuChat.Telemetry;

/// <summary>
/// What the program counts and measures, one verb for each event. A verb whose instrument nobody listens to costs a
/// branch: no allocation, no look at the clock. Safe to call from any thread.
/// </summary>
internal sealed class KefuMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "KefuChat";

    /// <summary>
    /// The bounds that OpenTelemetry's semantic conventions give the durations of HTTP requests, and three below them: a
    /// save or a hand-over often takes less than the 5 ms where those begin.
    /// </summary>
    private static readonly double[] Seconds =
        [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    private readonly TimeProvider _time;
    private readonly UpDownCounter<long> _connections;
    private readonly Counter<long> _messages;
    private readonly UpDownCounter<long> _savesInFlight;
    private readonly Histogram<double> _saveDuration;
    private readonly Counter<long> _queueEntries;
    private readonly Histogram<double> _routeLag;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _storageFailures;

    /// <summary>The meter of one program.</summary>
    /// <param name="meters">Where it is made; tells the meters of several hosts in one process apart.</param>
    /// <param name="time">What durations are measured with.</param>
    public KefuMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(MeterName);
        var seconds = new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds };
        _connections = meter.CreateUpDownCounter<long>(
            "kefu.connections", "{connection}", "Open connections, authenticated or not.");
        _messages = meter.CreateCounter<long>(
            "kefu.messages", "{message}", "Frames of clients answered with an ACK, by what became of them.");
        _savesInFlight = meter.CreateUpDownCounter<long>(
            "kefu.saves.in_flight", "{message}", "Messages handed to storage and not answered yet.");
        _saveDuration = meter.CreateHistogram(
            "kefu.save.duration", "s", "From a message handed to storage to its answer, as the gateway sees it.", advice: seconds);
        _queueEntries = meter.CreateCounter<long>(
            "kefu.queue.entries", "{entry}", "Entries added to users' queues.");
        _routeLag = meter.CreateHistogram(
            "kefu.route.lag", "s", "From a publication to its hand-over at a receiving gateway.", advice: seconds);
        _retries = meter.CreateCounter<long>(
            "kefu.retries", "{retry}", "What had failed between roles and was tried again.");
        _storageFailures = meter.CreateCounter<long>(
            "kefu.storage.failures", "{failure}", "What the database could not answer, by why.");
    }

    /// <summary>A connection was accepted.</summary>
    /// <param name="framing">Its framing's name.</param>
    public void ConnectionOpened(string framing) => _connections.Add(1, new KeyValuePair<string, object?>("kefu.framing", framing));

    /// <summary>A connection is over.</summary>
    /// <param name="framing">As it was opened with.</param>
    public void ConnectionClosed(string framing) => _connections.Add(-1, new KeyValuePair<string, object?>("kefu.framing", framing));

    /// <summary>A frame of a client is answered with an ACK.</summary>
    public void MessageAnswered(Command command, Status status)
    {
        if (_messages.Enabled)
        {
            _messages.Add(
                1,
                new KeyValuePair<string, object?>("kefu.command", WireNames.Of(command)),
                new KeyValuePair<string, object?>("kefu.status", WireNames.Of(status)));
        }
    }

    /// <summary>A message is handed to storage.</summary>
    /// <returns>What <see cref="SaveAnswered"/> wants to know.</returns>
    public long SaveStarted()
    {
        _savesInFlight.Add(1);
        return _saveDuration.Enabled ? _time.GetTimestamp() : 0;
    }

    /// <summary>Storage has answered.</summary>
    /// <param name="started">What <see cref="SaveStarted"/> gave; 0 when nobody listened then.</param>
    /// <param name="status">What it came to: stored, duplicate, reused or unavailable.</param>
    public void SaveAnswered(long started, string status)
    {
        _savesInFlight.Add(-1);
        if (started != 0 && _saveDuration.Enabled)
        {
            _saveDuration.Record(_time.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("kefu.status", status));
        }
    }

    /// <summary>A message was added to the queues of so many users.</summary>
    public void QueuesGrew(int queues) => _queueEntries.Add(queues);

    /// <summary>A publication that another process sent is handed to this gateway's connections.</summary>
    /// <param name="publishedAtUs">
    /// When it was sent, by that machine's clock, Unix microseconds; one that is ahead of ours counts as no lag.
    /// </param>
    public void Routed(long publishedAtUs)
    {
        if (_routeLag.Enabled)
        {
            _routeLag.Record(Math.Max(0, ((_time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMicroseconds - publishedAtUs) / 1e6));
        }
    }

    /// <summary>Something between roles had failed and is tried again.</summary>
    /// <param name="operation">One of <see cref="RetriedOperation"/>.</param>
    /// <param name="count">How many of them.</param>
    public void Retried(string operation, int count = 1) => _retries.Add(count, new KeyValuePair<string, object?>("kefu.operation", operation));

    /// <summary>The database could not answer.</summary>
    /// <param name="kind">Why, in a word, as in <c>pool_exhausted</c>.</param>
    public void StorageFailed(string kind) => _storageFailures.Add(1, new KeyValuePair<string, object?>("kefu.failure", kind));
}
