namespace KefuChat.Storage.Postgres;

/// <summary>Statements that more than one class runs.</summary>
internal static class PostgresQueries
{
    /// <summary>Locks queues: $1 their rows. Gives row and newest key of each.</summary>
    public const string LockQueues =
        "SELECT id, newest_key FROM queues WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE";
}
