using KefuChat.Load.Measurement;
using KefuChat.Load.Options;
using KefuChat.Load.Reporting;

namespace KefuChat.Load.Tests.Comparison;

/// <summary>Results of runs that nobody made.</summary>
internal static class RunResult
{
    private static readonly LatencySummary NoLatency = new(0, 0, 0, 0, 0);

    /// <summary>A result in which nothing is but the rate.</summary>
    public static LoadResult Of(double messagesPerSecond) => new()
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
