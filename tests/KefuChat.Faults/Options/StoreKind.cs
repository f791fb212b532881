namespace KefuChat.Faults.Options;

/// <summary>What the storage nodes of the cluster keep the queues in.</summary>
internal enum StoreKind
{
    /// <summary>One node over an SQLite file.</summary>
    Sqlite,

    /// <summary>Two nodes over a PostgreSQL primary with a synchronous standby.</summary>
    Postgres,
}
