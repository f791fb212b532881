using KefuChat.Http.Problems;
using KefuChat.Shops;

namespace KefuChat.Http.Shops;

/// <summary>Checks a store's hours before they are written.</summary>
internal static class HoursCheck
{
    private const int MaxRanges = 10;

    /// <summary>Notes all that is wrong with them.</summary>
    public static void Check(Errors errors, Hours hours)
    {
        errors.Require(
            hours.TimeZone.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(hours.TimeZone, out _),
            "hours.time_zone",
            "is required, and the IANA name of a time zone, as in Asia/Shanghai");
        foreach (var day in Enum.GetValues<DayOfWeek>())
        {
            CheckDay(errors, $"hours.weekly.{day.ToString()[..3].ToLowerInvariant()}", hours.Weekly.Of(day));
        }
    }

    private static void CheckDay(Errors errors, string field, IReadOnlyList<string> times)
    {
        errors.Require(times.Count <= MaxRanges, field, $"has at most {MaxRanges} times");
        var end = TimeSpan.Zero;
        for (var i = 0; i < times.Count; i++)
        {
            if (times[i] is not null && TimeRange.Parse(times[i]) is { } range)
            {
                errors.Require(range.From >= end, $"{field}[{i}]", "begins before the one in front of it ends");
                end = range.To;
            }
            else
            {
                errors.Require(false, $"{field}[{i}]", "is a time as in 09:00-12:00, within one day, 24:00 at the latest");
            }
        }
    }
}
