using System.Numerics;

namespace KefuChat.Load.Measurement;

/// <summary>
/// Counts durations in log-linear buckets, as HdrHistogram does: every power of two is split into 128 equal buckets,
/// so a quantile is off by at most half a bucket, 0.4 % of its value. The maximum is exact. Safe for many threads.
/// </summary>
internal sealed class Histogram
{
    private const int Bits = 7;
    private const int BucketsPerPower = 1 << Bits;

    // 2^41 ns are 36 minutes: longer than any message can be waited for.
    private const int LargestPower = 40;
    private const long Largest = (1L << (LargestPower + 1)) - 1;

    private readonly long[] _counts = new long[(LargestPower - Bits + 2) * BucketsPerPower];
    private long _max;

    /// <summary>Adds one duration, in nanoseconds; below zero counts as zero.</summary>
    public void Record(long nanoseconds)
    {
        var value = Math.Clamp(nanoseconds, 0, Largest);
        Interlocked.Increment(ref _counts[IndexOf(value)]);

        var max = Volatile.Read(ref _max);
        while (value > max)
        {
            var seen = Interlocked.CompareExchange(ref _max, value, max);
            if (seen == max)
            {
                break;
            }

            max = seen;
        }
    }

    /// <summary>The usual quantiles of what was recorded so far.</summary>
    public LatencySummary Summarize()
    {
        var count = _counts.Sum();
        return new LatencySummary(
            count,
            Milliseconds(Quantile(0.50, count)),
            Milliseconds(Quantile(0.95, count)),
            Milliseconds(Quantile(0.99, count)),
            Milliseconds(_max));
    }

    private static double Milliseconds(long nanoseconds) => nanoseconds / 1e6;

    /// <summary>The value that the share <paramref name="quantile"/> of <paramref name="count"/> records do not exceed.</summary>
    private long Quantile(double quantile, long count)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(quantile * count));
        long seen = 0;
        for (var index = 0; index < _counts.Length; index++)
        {
            seen += _counts[index];
            if (seen >= rank)
            {
                return Math.Min(MiddleOf(index), _max);
            }
        }

        return _max;
    }

    /// <summary>Values under 2 × 128 have a bucket each; above, the value's top 8 bits and its magnitude choose.</summary>
    private static int IndexOf(long value)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)value) - Bits);
        return (shift << Bits) + (int)(value >> shift);
    }

    private static long MiddleOf(int index)
    {
        var shift = Math.Max(0, (index >> Bits) - 1);
        var lowest = (long)(index - (shift << Bits)) << shift;
        return lowest + ((1L << shift) >> 1);
    }
}
