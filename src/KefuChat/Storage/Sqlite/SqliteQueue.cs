namespace KefuChat.Storage.Sqlite;

/// <summary>What the writer knows of a queue, so that a save need not look it up.</summary>
internal sealed class SqliteQueue(long id, long newestKey)
{
    /// <summary>The newest key of a row of <c>queues</c>: of what is there, or was.</summary>
    public const string NewestKeyColumn =
        "max(removed_key, coalesce((SELECT max(sync_key) FROM entries WHERE queue = queues.id), 0))";

    /// <summary>The queue's row.</summary>
    public long Id { get; } = id;

    /// <summary>The newest key given, within the transaction in progress.</summary>
    public long NewestKey { get; private set; } = newestKey;

    /// <summary>Gives the next key.</summary>
    public long Grow() => ++NewestKey;
}
