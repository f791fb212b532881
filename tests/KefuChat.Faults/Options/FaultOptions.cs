namespace KefuChat.Faults.Options;

/// <summary>What to do, as the command line says; the defaults are here.</summary>
internal sealed record FaultOptions
{
    /// <summary>The app of the sellers.</summary>
    public const long KefuAppId = 1;

    /// <summary>The app of the customers.</summary>
    public const long CustomerAppId = 7;

    public StoreKind Store { get; init; } = StoreKind.Sqlite;

    /// <summary>Everything that is left to chance is drawn from this number: the same number, the same faults and choices.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How long faults are injected, in seconds.</summary>
    public double Seconds { get; init; } = 60;

    public int Customers { get; init; } = 20;

    public int Sellers { get; init; } = 4;
}
