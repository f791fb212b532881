using KefuChat.Load.Measurement;

namespace KefuChat.Load.Pages;

/// <summary>How long one kind of page took.</summary>
/// <param name="Page">Which kind.</param>
/// <param name="LatencyMs">From the request to the last byte of the answer.</param>
internal sealed record PageResult(string Page, LatencySummary LatencyMs);
