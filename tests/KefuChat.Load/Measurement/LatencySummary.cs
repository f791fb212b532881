namespace KefuChat.Load.Measurement;

/// <summary>Quantiles in milliseconds; all 0 when nothing was measured.</summary>
internal sealed record LatencySummary(long Count, double P50, double P95, double P99, double Max);
