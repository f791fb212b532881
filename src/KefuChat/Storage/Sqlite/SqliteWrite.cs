namespace KefuChat.Storage.Sqlite;

/// <summary>Something waiting for the writer: run within a transaction, answered once it is on stable storage.</summary>
internal abstract class SqliteWrite : PendingWrite
{
    /// <summary>Runs on the writer's thread, within the transaction.</summary>
    public abstract void Execute(SqliteWriteSession session);
}
