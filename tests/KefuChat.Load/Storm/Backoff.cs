namespace KefuChat.Load.Storm;

/// <summary>How long a client waits before it tries again: full jitter, as the wire protocol asks for.</summary>
internal static class Backoff
{
    private const double FirstSeconds = 0.5;
    private const double LongestSeconds = 20;

    /// <summary>After <paramref name="failures"/> failures in a row, at least 1.</summary>
    public static TimeSpan After(int failures, Random random) =>
        TimeSpan.FromSeconds(random.NextDouble() * Math.Min(LongestSeconds, FirstSeconds * Math.Pow(2, failures - 1)));
}
