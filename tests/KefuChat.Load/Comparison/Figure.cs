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
        new("ack_p50_ms", "ACK p50 ms", 2, result => result.AckLatencyMs.P50),
        new("ack_p99_ms", "ACK p99 ms", 2, result => result.AckLatencyMs.P99),
        new("delivery_p50_ms", "dlv p50 ms", 2, result => result.DeliveryLatencyMs.P50),
        new("delivery_p99_ms", "dlv p99 ms", 2, result => result.DeliveryLatencyMs.P99),
        new("cpu_microseconds_per_message", "CPU µs/msg", 1, result => Sum(result, server => server.CpuMicrosecondsPerMessage)),
        new("resident_megabytes", "RSS MiB", 0, result => Sum(result, server => server.ResidentMegabytes)),
    ];

    /// <summary>The middle one of <paramref name="rounds"/>, or the mean of the two in the middle.</summary>
    public double? MedianOf(IEnumerable<LoadResult> rounds)
    {
        var values = rounds.Select(Of).OfType<double>().Order().ToList();
        return values.Count == 0 ? null : (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }

    private static double? Sum(LoadResult result, Func<ProcessUsage, double?> of) =>
        result.Servers.Count == 0 ? null : result.Servers.Sum(of);
}
