using KefuChat.Load.Storm;

namespace KefuChat.Load.Tests.Storm;

public sealed class BackoffTests
{
    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(3, 2)]
    [InlineData(100, 20)]
    public void It_is_anything_up_to_a_limit_that_doubles(int failures, double limit)
    {
        var delays = Enumerable.Range(0, 1000).Select(_ => Backoff.After(failures, Random.Shared).TotalSeconds).ToList();
        Assert.All(delays, delay => Assert.InRange(delay, 0, limit));
        Assert.True(delays.Max() > 0.9 * limit);
        Assert.True(delays.Min() < 0.1 * limit);
    }
}
