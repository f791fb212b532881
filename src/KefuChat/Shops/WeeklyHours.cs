namespace KefuChat.Shops;

/// <summary>The times a store is open on each day of the week, as <see cref="TimeRange"/> reads them; none: closed.</summary>
internal sealed record WeeklyHours
{
    /// <summary>Monday.</summary>
    public IReadOnlyList<string> Mon { get; init; } = [];

    /// <summary>Tuesday.</summary>
    public IReadOnlyList<string> Tue { get; init; } = [];

    /// <summary>Wednesday.</summary>
    public IReadOnlyList<string> Wed { get; init; } = [];

    /// <summary>Thursday.</summary>
    public IReadOnlyList<string> Thu { get; init; } = [];

    /// <summary>Friday.</summary>
    public IReadOnlyList<string> Fri { get; init; } = [];

    /// <summary>Saturday.</summary>
    public IReadOnlyList<string> Sat { get; init; } = [];

    /// <summary>Sunday.</summary>
    public IReadOnlyList<string> Sun { get; init; } = [];

    /// <summary>The times of one day.</summary>
    public IReadOnlyList<string> Of(DayOfWeek day) => day switch
    {
        DayOfWeek.Monday => Mon,
        DayOfWeek.Tuesday => Tue,
        DayOfWeek.Wednesday => Wed,
        DayOfWeek.Thursday => Thu,
        DayOfWeek.Friday => Fri,
        DayOfWeek.Saturday => Sat,
        _ => Sun,
    };
}
