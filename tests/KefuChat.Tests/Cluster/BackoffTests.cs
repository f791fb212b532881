using KefuChat.Cluster;

namespace KefuChat.Tests.Cluster;

public sealed class BackoffTests
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(1);

    [Fact]
    public void Its_ceiling_doubles_with_each_failure_up_to_the_most()
    {
        var runs = Enumerable.Range(0, 2000).Select(_ =>
        {
            var backoff = new Backoff(First, Most);
            return Enumerable.Range(0, 40).Select(_ => backoff.Next()).ToArray();
        }).ToList();

        for (var failure = 0; failure < 40; failure++)
        {
            var ceiling = TimeSpan.FromMilliseconds(Math.Min(50 * Math.Pow(2, failure), 1000));
            var longest = runs.Max(run => run[failure]);
            Assert.InRange(longest, ceiling * 0.95, ceiling);
            Assert.InRange(runs.Min(run => run[failure]), TimeSpan.Zero, ceiling * 0.05);
        }
    }

    [Fact]
    public void It_goes_on_however_long_an_outage_lasts()
    {
        var backoff = new Backoff(First, Most);

        Assert.All(Enumerable.Range(0, 10_000), _ => Assert.InRange(backoff.Next(), TimeSpan.Zero, Most));
    }

    [Fact]
    public void A_success_begins_it_again()
    {
        var backoff = new Backoff(First, Most);
        for (var i = 0; i < 10; i++)
        {
            backoff.Next();
        }

        backoff.Reset();

        Assert.InRange(backoff.Next(), TimeSpan.Zero, First);
    }
}
