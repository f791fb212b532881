using System.Diagnostics;

namespace KefuChat.Load.Measurement;

/// <summary>The one monotonic clock of a run. Senders and receivers share the process, so they share it too.</summary>
internal static class Clock
{
    private static readonly double NanosecondsPerTick = 1e9 / Stopwatch.Frequency;

    /// <summary>Nanoseconds since some fixed moment.</summary>
    public static long Now => (long)(Stopwatch.GetTimestamp() * NanosecondsPerTick);

    /// <summary><paramref name="seconds"/> in nanoseconds.</summary>
    public static long FromSeconds(double seconds) => (long)(seconds * 1e9);

    /// <summary><paramref name="nanoseconds"/> in seconds.</summary>
    public static double ToSeconds(long nanoseconds) => nanoseconds / 1e9;

    /// <summary>Returns once the clock shows <paramref name="moment"/>, or throws when cancelled.</summary>
    public static async Task WaitUntilAsync(long moment, CancellationToken cancellation)
    {
        for (var left = moment - Now; left > 0; left = moment - Now)
        {
            // A timer may fire a little early by this clock; rounded up, one round nearly always does.
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(left / 1e6)), cancellation);
        }
    }
}
