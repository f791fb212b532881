namespace KefuChat.Cluster;

/// <summary>
/// How long to wait before trying again: exponential with full jitter (Brooker, "Exponential Backoff And Jitter", AWS
/// Architecture Blog, 2015), so that what failed together does not come back together. For one caller at a time.
/// </summary>
/// <param name="first">The most to wait after the first failure.</param>
/// <param name="most">The most to wait after any.</param>
internal sealed class Backoff(TimeSpan first, TimeSpan most)
{
    private int _failures;

    /// <summary>After a failure.</summary>
    public TimeSpan Next()
    {
        // Of a long outage the power becomes infinite, which a TimeSpan could not hold.
        var ceiling = Math.Min(Math.Pow(2, _failures++), most / first);
        return first * (Random.Shared.NextDouble() * ceiling);
    }

    /// <summary>After a success.</summary>
    public void Reset() => _failures = 0;
}
