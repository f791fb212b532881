namespace KefuChat.Shops;

/// <summary>When a store is open.</summary>
/// <param name="TimeZone">The time zone of the times, by its IANA name: <c>Asia/Shanghai</c>.</param>
/// <param name="Weekly">The times of each day of the week.</param>
internal sealed record Hours(string TimeZone = "", WeeklyHours? Weekly = null)
{
    /// <summary>The times of each day of the week.</summary>
    public WeeklyHours Weekly { get; init; } = Weekly ?? new WeeklyHours();
}
