using KefuChat.Protocol;

namespace KefuChat.Tests.Protocol;

public sealed class SyncKeysTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(9_007_199_254_740_991, 9_007_199_254_740_990)]
    public void The_key_before_is_one_less_and_never_below_none(long key, long previous) =>
        Assert.Equal(previous, SyncKeys.Previous(key));
}
