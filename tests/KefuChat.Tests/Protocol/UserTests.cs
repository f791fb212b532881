using KefuChat.Protocol;

namespace KefuChat.Tests.Protocol;

public sealed class UserTests
{
    [Theory]
    [InlineData(long.MinValue, false)]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(9_007_199_254_740_991, true)]
    [InlineData(9_007_199_254_740_992, false)]
    [InlineData(long.MaxValue, false)]
    public void An_id_is_positive_and_fits_a_number_of_JavaScript(long value, bool isId) =>
        Assert.Equal(isId, User.IsId(value));
}
