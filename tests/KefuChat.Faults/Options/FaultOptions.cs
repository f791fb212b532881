using KefuChat.Faults.Injection;

namespace KefuChat.Faults.Options;

/// <summary>What to do, as the command line says; the defaults are here. Ranges are checked by <see cref="FaultOptionTable"/>.</summary>
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

    /// <summary>Which kinds of faults are injected, as far as the store and the machine can have them.</summary>
    public IReadOnlyList<FaultKind> Faults { get; init; } = FaultKinds.All;

    /// <summary>What is wrong with storage; null: nothing, as it should be.</summary>
    public Defect? Defect { get; init; }

    /// <summary>Where to write the result as JSON too.</summary>
    public string? JsonFile { get; init; }

    /// <summary>Whether the nodes' logs are kept even when all is well.</summary>
    public bool Keep { get; init; }
}
