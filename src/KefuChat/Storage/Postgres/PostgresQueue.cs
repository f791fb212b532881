namespace KefuChat.Storage.Postgres;

/// <summary>A queue whose row is locked, so that nobody else gives its keys.</summary>
internal sealed class PostgresQueue(long id, long newestKey)
{
    /// <summary>The queue's row.</summary>
    public long Id { get; } = id;

    /// <summary>The newest key given, within the transaction in progress.</summary>
    public long NewestKey { get; private set; } = newestKey;

    /// <summary>Gives the next key.</summary>
    public long Grow() => ++NewestKey;
}
