using KefuChat.Connections;
using KefuChat.Tests.Time;

namespace KefuChat.Tests.Connections;

public sealed class TokenBucketTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void A_burst_passes_and_then_as_many_as_time_brings()
    {
        var bucket = new TokenBucket(perSecond: 10, burst: 3, _time);

        Assert.Equal([true, true, true, false], Take(bucket, 4));
        _time.Advance(TimeSpan.FromMilliseconds(200));
        Assert.Equal([true, true, false], Take(bucket, 3));
    }

    [Fact]
    public void A_pause_saves_up_a_burst_and_no_more()
    {
        var bucket = new TokenBucket(perSecond: 10, burst: 3, _time);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal([true, true, true, false], Take(bucket, 4));
    }

    [Fact]
    public void Zero_per_second_is_no_limit()
    {
        var bucket = new TokenBucket(perSecond: 0, burst: 1, _time);
        Assert.All(Take(bucket, 100), Assert.True);
        Assert.False(bucket.IsAbused);
    }

    [Fact]
    public void A_whole_burst_refused_more_than_accepted_is_abuse()
    {
        var bucket = new TokenBucket(perSecond: 1, burst: 3, _time);
        Take(bucket, 3 + 2);
        Assert.False(bucket.IsAbused);
        _time.Advance(TimeSpan.FromSeconds(2));
        Take(bucket, 2 + 2);
        Assert.False(bucket.IsAbused);
        Take(bucket, 1);
        Assert.True(bucket.IsAbused);
    }

    [Fact]
    public void A_flood_is_abuse_though_some_of_it_is_accepted()
    {
        var bucket = new TokenBucket(perSecond: 100, burst: 2000, _time);
        for (var ms = 0; ms < 1000; ms++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            Take(bucket, 10);
        }

        Assert.True(bucket.IsAbused);
    }

    private static List<bool> Take(TokenBucket bucket, int count) =>
        Enumerable.Range(0, count).Select(_ => bucket.TryTake()).ToList();
}
