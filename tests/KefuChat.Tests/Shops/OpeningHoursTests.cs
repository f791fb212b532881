using System.Globalization;
using KefuChat.Shops;

namespace KefuChat.Tests.Shops;

public sealed class OpeningHoursTests
{
    private static readonly Hours Shanghai = new("Asia/Shanghai", new WeeklyHours
    {
        Mon = ["09:00-12:00", "13:00-18:00"],
        Fri = ["22:00-24:00"],
        Sat = ["00:00-02:00"],
    });

    /// <summary>Clocks go from 02:00 to 03:00 on 29 March 2026, and from 03:00 back to 02:00 on 25 October.</summary>
    private static readonly Hours Berlin = new("Europe/Berlin", new WeeklyHours { Sun = ["02:30-03:30"] });

    [Theory]
    [InlineData("2026-06-01T01:00Z", true, null)] // Monday 09:00 in Shanghai
    [InlineData("2026-06-01T04:00Z", false, "2026-06-01T05:00Z")]
    [InlineData("2026-06-01T10:00Z", false, "2026-06-05T14:00Z")]
    [InlineData("2026-06-05T15:59:59Z", true, null)] // Friday, a second before midnight
    [InlineData("2026-06-05T17:59Z", true, null)]
    [InlineData("2026-06-05T18:00Z", false, "2026-06-08T01:00Z")]
    public void A_week_in_the_stores_own_time(string now, bool isOpen, string? opensAt) => Check(Shanghai, now, isOpen, opensAt);

    [Theory]
    [InlineData("2026-03-22T01:30Z", true, null)] // Sunday 02:30, winter
    [InlineData("2026-03-29T00:59Z", false, "2026-03-29T01:00Z")] // 01:59, and the next minute is 03:00
    [InlineData("2026-03-29T01:29Z", true, null)] // 03:29, summer
    [InlineData("2026-10-25T00:45Z", true, null)] // 02:45, the first time
    [InlineData("2026-10-25T01:15Z", false, "2026-10-25T01:30Z")] // 02:15, the second time
    [InlineData("2026-10-25T02:30Z", false, "2026-11-01T01:30Z")]
    public void Clocks_that_change(string now, bool isOpen, string? opensAt) => Check(Berlin, now, isOpen, opensAt);

    [Fact]
    public void An_opening_that_a_change_of_clocks_skips_comes_a_week_later() => Check(
        new Hours("Europe/Berlin", new WeeklyHours { Sun = ["02:00-03:00"] }), "2026-03-28T12:00Z", false, "2026-04-05T00:00Z");

    [Fact]
    public void Without_hours_it_is_always_open() => Check(null, "2026-06-01T04:00Z", true, null);

    [Fact]
    public void Without_times_it_never_opens() => Check(new Hours("UTC"), "2026-06-01T04:00Z", false, null);

    private static void Check(Hours? hours, string now, bool isOpen, string? opensAt)
    {
        var opening = new OpeningHours(hours);
        var time = DateTimeOffset.Parse(now, CultureInfo.InvariantCulture);
        DateTime? expected = opensAt is null ? null : DateTimeOffset.Parse(opensAt, CultureInfo.InvariantCulture).UtcDateTime;
        Assert.Equal((isOpen, expected), (opening.IsOpenAt(time), opening.OpensAfter(time)));
    }
}
