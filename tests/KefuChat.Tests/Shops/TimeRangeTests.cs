using KefuChat.Shops;

namespace KefuChat.Tests.Shops;

public sealed class TimeRangeTests
{
    [Theory]
    [InlineData("09:00-12:30", 540, 750)]
    [InlineData("00:00-24:00", 0, 1440)]
    [InlineData("22:00-24:00", 1320, 1440)]
    public void Times_within_a_day_are_read(string text, int from, int to) => Assert.Equal(
        new TimeRange(TimeSpan.FromMinutes(from), TimeSpan.FromMinutes(to)), TimeRange.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("9:00-12:00")]
    [InlineData("09:00 - 12:00")]
    [InlineData("12:00-09:00")]
    [InlineData("09:00-09:00")]
    [InlineData("22:00-24:30")]
    [InlineData("09:60-12:00")]
    [InlineData("24:00-24:00")]
    [InlineData("09.00-12.00")]
    public void Anything_else_is_not(string text) => Assert.Null(TimeRange.Parse(text));
}
