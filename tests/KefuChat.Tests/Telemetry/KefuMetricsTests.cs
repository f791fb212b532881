using KefuChat.Protocol;
using KefuChat.Telemetry;
using KefuChat.Tests.Time;

namespace KefuChat.Tests.Telemetry;

[Collection(TelemetryTests.OneAfterTheOther)]
public sealed class KefuMetricsTests : IDisposable
{
    private readonly TestMeterFactory _meters = new();
    private readonly ManualTime _time = new();
    private readonly KefuMetrics _metrics;

    public KefuMetricsTests() => _metrics = new KefuMetrics(_meters, _time);

    public void Dispose() => _meters.Dispose();

    [Fact]
    public void Each_verb_measures_what_it_says()
    {
        using var recorder = new MetricRecorder(_meters);
        _metrics.ConnectionOpened("kefu.v1");
        _metrics.ConnectionClosed("kefu.v1");
        _metrics.MessageAnswered(Command.CustomerSupport, Status.StorageUnavailable);
        var started = _metrics.SaveStarted();
        _time.Advance(TimeSpan.FromMilliseconds(5));
        _metrics.SaveAnswered(started, "stored");
        _metrics.QueuesGrew(2);
        _metrics.Routed(NowUs - 250_000);
        _metrics.Retried(RetriedOperation.ImsConnect);

        Assert.Equal(
            [
                ("kefu.connections{kefu.framing=kefu.v1}", 1),
                ("kefu.connections{kefu.framing=kefu.v1}", -1),
                ("kefu.messages{kefu.command=CUSTOMER_SUPPORT,kefu.status=STORAGE_UNAVAILABLE}", 1),
                ("kefu.saves.in_flight{}", 1),
                ("kefu.saves.in_flight{}", -1),
                ("kefu.save.duration{kefu.status=stored}", 0.005),
                ("kefu.queue.entries{}", 2),
                ("kefu.route.lag{}", 0.25),
                ("kefu.retries{kefu.operation=ims.connect}", 1),
            ],
            recorder.Measured);
    }

    [Fact]
    public void A_publisher_whose_clock_is_ahead_counts_as_no_lag()
    {
        using var recorder = new MetricRecorder(_meters);
        _metrics.Routed(NowUs + 3_000_000);
        Assert.Equal([("kefu.route.lag{}", 0)], recorder.Measured);
    }

    [Fact]
    public void A_save_that_began_before_anyone_listened_has_no_duration()
    {
        var started = _metrics.SaveStarted();
        using var recorder = new MetricRecorder(_meters);
        _metrics.SaveAnswered(started, "stored");
        Assert.Equal([("kefu.saves.in_flight{}", -1)], recorder.Measured);
    }

    [Fact]
    public void With_nobody_listening_nothing_is_allocated_and_the_clock_is_not_read()
    {
        CallAll();
        var before = GC.GetAllocatedBytesForCurrentThread();
        CallAll();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(0, _metrics.SaveStarted());
    }

    private long NowUs => (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private void CallAll()
    {
        _metrics.ConnectionOpened("kefu.v1");
        _metrics.ConnectionClosed("kefu.v1");
        _metrics.MessageAnswered(Command.Customer, Status.Ok);
        _metrics.SaveAnswered(_metrics.SaveStarted(), "stored");
        _metrics.QueuesGrew(2);
        _metrics.Routed(default);
        _metrics.Retried(RetriedOperation.Save);
    }
}
