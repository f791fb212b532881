using KefuChat.Load.Measurement;
using KefuChat.Load.Reporting;

namespace KefuChat.Load.Comparison;

/// <summary>One of the numbers that servers are compared by; null where a run has none.</summary>
/// <param name="Name">In JSON.</param>
/// <param name="Heading">In the table.</param>
/// <param name="Decimals">How many to print.</param>
/// <param name="Of">Finds it in a result; of a server's processes it is the sum.</param>
internal sealed record Figure(string Name, string Heading, int Decimals, Func<LoadResult, double?> Of)
{
    public static IReadOnlyList<Figure> All { get; } =
    [
        new("messages_per_second", "messages/s", 0, result => result.MessagesPerSecond),
        new("ack_p50_ms", "ACK p50 ms", 2, result => Quantile(result.AckLatencyMs, latency => latency.P50)),
        new("ack_p99_ms", "ACK p99 ms", 2, result => Quantile(result.AckLatencyMs, latency => latency.P99)),
        new("delivery_p50_ms", "dlv p50 ms", 2, result => Quantile(result.DeliveryLatencyMs, latency => latency.P50)),
        new("delivery_p99_ms", "dlv p99 ms", 2, result => Quantile(result.DeliveryLatencyMs, latency => latency.P99)),
        new("cpu_microseconds_per_message", "CPU µs/msg", 1, result => Sum(result, server => server.CpuMicrosecondsPerMessage)),
        new("resident_megabytes", "RSS MiB", 0, result => Sum(result, server => server.ResidentMegabytes)),
    ];

    /// <summary>The middle one of <paramref name="rounds"/>, or the mean of the two in the middle.</summary>
    public double? MedianOf(IEnumerable<LoadResult> rounds)
    {
        var values = rounds.Select(Of).OfType<double>().Order().ToList();
        return values.Count == 0 ? null : (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }

    /// <summary>Of no messages there is none: 0 would be the best there can be.</summary>
    private static double? Quantile(LatencySummary latency, Func<LatencySummary, double> of) => latency.Count == 0 ? null : of(latency);

    /// <summary>Null as soon as one is: what is left would not be the whole server.</summary>
    private static double? Sum(LoadResult result, Func<ProcessUsage, double?> of) =>
        result.Servers.Count > 0 && result.Servers.All(server => of(server) is not null) ? result.Servers.Sum(of) : null;
}
