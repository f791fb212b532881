namespace KefuChat.Faults.Options;

/// <summary>What the storage nodes of the cluster keep the queues in.</summary>
internal sealed record StoreKind(string Name)
{
    /// <summary>One node over an SQLite file.</summary>
    public static readonly StoreKind Sqlite = new("sqlite");

    /// <summary>Two nodes over a PostgreSQL primary with a synchronous standby.</summary>
    public static readonly StoreKind Postgres = new("postgres");

    /// <summary>Three groups of one node over an SQLite file each, and users spread over them.</summary>
    public static readonly StoreKind Groups = new("groups");

    public static IReadOnlyList<StoreKind> All { get; } = [Sqlite, Postgres, Groups];
}
