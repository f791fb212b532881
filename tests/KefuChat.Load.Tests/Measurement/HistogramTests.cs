using KefuChat.Load.Measurement;

namespace KefuChat.Load.Tests.Measurement;

/// <summary>Quantiles against those of the sorted values themselves.</summary>
public sealed class HistogramTests
{
    // Half a bucket, 1/256 of the value, and half a nanosecond where values are whole.
    private const double Tolerance = 1.0 / 256;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Quantiles_are_those_of_the_values(int seed)
    {
        var random = new Random(seed);
        var values = Enumerable.Range(0, 10_000).Select(_ => (long)Math.Pow(10, 1 + (9 * random.NextDouble()))).Order().ToList();
        var histogram = new Histogram();
        values.ForEach(histogram.Record);

        var summary = histogram.Summarize();
        Assert.Equal(values.Count, summary.Count);
        AssertNear(values[(values.Count / 2) - 1], summary.P50);
        AssertNear(values[(int)(0.95 * values.Count) - 1], summary.P95);
        AssertNear(values[(int)(0.99 * values.Count) - 1], summary.P99);
        Assert.Equal(values[^1] / 1e6, summary.Max);
    }

    [Fact]
    public void One_value_is_every_quantile()
    {
        var histogram = new Histogram();
        histogram.Record(1_000_000);

        var summary = histogram.Summarize();
        Assert.Equal(new LatencySummary(1, summary.P50, summary.P50, summary.P50, 1), summary);
        AssertNear(1_000_000, summary.P50);
    }

    [Fact]
    public void Nothing_recorded_is_all_zero() => Assert.Equal(new LatencySummary(0, 0, 0, 0, 0), new Histogram().Summarize());

    [Fact]
    public void What_is_below_zero_counts_as_zero_and_what_is_too_large_as_the_largest()
    {
        var histogram = new Histogram();
        histogram.Record(-5);
        histogram.Record(long.MaxValue);

        var summary = histogram.Summarize();
        Assert.Equal(0, summary.P50);
        Assert.Equal(((1L << 41) - 1) / 1e6, summary.Max);
    }

    private static void AssertNear(long nanoseconds, double milliseconds) =>
        Assert.InRange(milliseconds * 1e6, (nanoseconds * (1 - Tolerance)) - 1, (nanoseconds * (1 + Tolerance)) + 1);
}
