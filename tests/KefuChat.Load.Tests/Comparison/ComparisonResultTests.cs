using KefuChat.Load.Comparison;
using KefuChat.Load.Measurement;
using KefuChat.Load.Options;
using KefuChat.Load.Reporting;

namespace KefuChat.Load.Tests.Comparison;

/// <summary>Medians over rounds, and the ratios between them.</summary>
public sealed class ComparisonResultTests
{
    private static readonly LatencySummary NoLatency = new(0, 0, 0, 0, 0);

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
        var processes = Result(1) with { Servers = [new ProcessUsage(1, 10, 0, 100, 0), new ProcessUsage(2, 5, 0, 50, 0)] };
        Assert.Equal(15, Median("cpu_microseconds_per_message", processes));
        Assert.Equal(150, Median("resident_megabytes", processes));
        Assert.Null(Median("resident_megabytes", Result(1)));
    }

    private static double? Median(string figure, LoadResult result) => Figure.All.Single(one => one.Name == figure).MedianOf([result]);

    private static ContenderResult Contender(string name, params double[] rates) =>
        ContenderResult.Of(new Contender(name, new LoadOptions()), [.. rates.Select(Result)]);

    private static LoadResult Result(double messagesPerSecond) => new()
    {
        Settings = LoadSettings.From(new LoadOptions()),
        Interrupted = false,
        MeasuredSeconds = 1,
        MessagesPerSecond = messagesPerSecond,
        Messages = new MessageCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        RefusedByStatus = new Dictionary<string, long>(),
        Disconnections = new Dictionary<string, long>(),
        AckLatencyMs = NoLatency,
        DeliveryLatencyMs = NoLatency,
        SendLagMs = null,
        Servers = [],
        LoadProgram = null,
    };
}
