using System.Globalization;

namespace KefuChat.Shops;

/// <summary>Times within one day.</summary>
/// <param name="From">The first, since midnight.</param>
/// <param name="To">Behind the last, since midnight; at most 24 hours.</param>
internal readonly record struct TimeRange(TimeSpan From, TimeSpan To)
{
    /// <summary>Reads <c>09:00-12:00</c>; the end may be <c>24:00</c>. Null: it is no such thing, or ends before it begins.</summary>
    public static TimeRange? Parse(string text) =>
        text is [_, _, ':', _, _, '-', _, _, ':', _, _] && TimeOf(text[..5]) is { } from && TimeOf(text[6..]) is { } to && from < to
            ? new TimeRange(from, to)
            : null;

    /// <summary>Whether a time of the day is in it.</summary>
    public bool Contains(TimeSpan time) => From <= time && time < To;

    private static TimeSpan? TimeOf(string text) =>
        text == "24:00" ? TimeSpan.FromDays(1)
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToTimeSpan()
        : null;
}
