namespace KefuChat.Shops;

/// <summary>Whether a store is open, and when it opens next.</summary>
/// <param name="hours">Its hours, checked; null: it is always open.</param>
internal sealed class OpeningHours(Hours? hours)
{
    /// <summary>How far to look for an opening: the one of a week may fall into an hour that a change of clocks skips.</summary>
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(15);

    private readonly TimeZoneInfo _zone = hours is null ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(hours.TimeZone);

    /// <summary>From Sunday on; empty when it is always open.</summary>
    private readonly TimeRange[][] _days = hours is { Weekly: var weekly }
        ? [.. Enum.GetValues<DayOfWeek>().Select(day => weekly.Of(day).Select(TimeRange.Parse).OfType<TimeRange>().ToArray())]
        : [];

    /// <summary>Whether it is open at a time.</summary>
    public bool IsOpenAt(DateTimeOffset time)
    {
        if (_days.Length == 0)
        {
            return true;
        }

        var local = TimeZoneInfo.ConvertTime(time, _zone);
        return Array.Exists(_days[(int)local.DayOfWeek], range => range.Contains(local.TimeOfDay));
    }

    /// <summary>When it opens next, UTC; null when it is open, or never opens.</summary>
    public DateTime? OpensAfter(DateTimeOffset time)
    {
        if (IsOpenAt(time) || Array.TrueForAll(_days, day => day.Length == 0))
        {
            return null;
        }

        // Minute by minute: a day whose clocks change needs no case of its own.
        var minute = new DateTimeOffset(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        for (var end = minute + Horizon; minute < end;)
        {
            minute = minute.AddMinutes(1);
            if (IsOpenAt(minute))
            {
                return minute.UtcDateTime;
            }
        }

        return null;
    }
}
