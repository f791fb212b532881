using KefuChat.Load.Measurement;

namespace KefuChat.Load.Reporting;

/// <summary>
/// What a run found. Rates and latencies are of the measured window, counts of messages of the whole run. A message that was
/// due in the window and neither acknowledged nor refused until the end is in the latencies with the age it had then; one
/// that no ACK came for may be delivered nevertheless, and then it is in the delivery's as any other.
/// </summary>
internal sealed record LoadResult
{
    public required LoadSettings Settings { get; init; }

    public required bool Interrupted { get; init; }

    public required double MeasuredSeconds { get; init; }

    /// <summary>Acknowledged in the window, per second.</summary>
    public required double MessagesPerSecond { get; init; }

    public required MessageCounts Messages { get; init; }

    public required IReadOnlyDictionary<string, long> RefusedByStatus { get; init; }

    /// <summary>Why connections ended before the run did, and how many did so.</summary>
    public required IReadOnlyDictionary<string, long> Disconnections { get; init; }

    public required LatencySummary AckLatencyMs { get; init; }

    public required LatencySummary DeliveryLatencyMs { get; init; }

    /// <summary>
    /// How late messages were sent, which the latencies include: by this program's own doing, or, when the server is far
    /// behind, because too many were in flight. Null in a closed loop.
    /// </summary>
    public required LatencySummary? SendLagMs { get; init; }

    public required IReadOnlyList<ProcessUsage> Servers { get; init; }

    /// <summary>
    /// This program itself: when it and the servers together keep all CPUs busy, part of what was measured is it.
    /// Null where there is no /proc.
    /// </summary>
    public required ProcessUsage? LoadProgram { get; init; }
}
