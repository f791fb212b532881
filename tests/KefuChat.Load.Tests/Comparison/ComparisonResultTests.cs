using KefuChat.Load.Comparison;
using KefuChat.Load.Measurement;
using KefuChat.Load.Options;
using KefuChat.Load.Reporting;

namespace KefuChat.Load.Tests.Comparison;

/// <summary>Medians over rounds, and the ratios between them.</summary>
public sealed class ComparisonResultTests
{
    [Fact]
    public void Compares_the_medians()
    {
        var result = ComparisonResult.Of([Contender("A", 300, 100, 200), Contender("B", 10, 30), Contender("C", 0)]);
        Assert.Equal([200.0, 20.0, 0.0], result.Contenders.Select(contender => contender.Medians["messages_per_second"]));
        Assert.Equal(10, result.Ratios["B"]["messages_per_second"]);
        Assert.Null(result.Ratios["C"]["messages_per_second"]);
        Assert.Equal(6, result.Results.Count());
    }

    [Fact]
    public void Adds_up_the_processes_of_a_server_and_has_none_where_none_was_looked_at()
    {
        var processes = RunResult.Of(1) with { Servers = [new ProcessUsage(1, 10, 0, 100, 0), new ProcessUsage(2, 5, 0, 50, 0)] };
        Assert.Equal(15, Median("cpu_microseconds_per_message", processes));
        Assert.Equal(150, Median("resident_megabytes", processes));
        Assert.Null(Median("resident_megabytes", RunResult.Of(1)));
    }

    [Fact]
    public void Nothing_acknowledged_is_no_good_latency_and_takes_no_little_CPU_time()
    {
        var none = RunResult.Of(0) with { Servers = [new ProcessUsage(1, null, 0, 100, 0), new ProcessUsage(2, 5, 0, 50, 0)] };
        Assert.All(
            (string[])["ack_p50_ms", "ack_p99_ms", "delivery_p50_ms", "delivery_p99_ms", "cpu_microseconds_per_message"],
            figure => Assert.Null(Median(figure, none)));

        var some = none with { AckLatencyMs = new LatencySummary(1, 2, 3, 4, 5), DeliveryLatencyMs = new LatencySummary(1, 6, 7, 8, 9) };
        Assert.Equal(
            [2, 4, 6, 8],
            ((string[])["ack_p50_ms", "ack_p99_ms", "delivery_p50_ms", "delivery_p99_ms"]).Select(figure => Median(figure, some)));
    }

    private static double? Median(string figure, LoadResult result) => Figure.All.Single(one => one.Name == figure).MedianOf([result]);

    private static ContenderResult Contender(string name, params double[] rates) =>
        ContenderResult.Of(new Contender(name, new LoadOptions()), [.. rates.Select(RunResult.Of)]);
}
