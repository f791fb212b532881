namespace KefuChat.Storage.Sqlite;

/// <summary>Something waiting for the writer: run within a transaction, answered after its commit.</summary>
internal abstract class SqliteWrite
{
    /// <summary>Runs on the writer's thread, within the transaction.</summary>
    public abstract void Execute(SqliteWriteSession session);

    /// <summary>The transaction is on stable storage.</summary>
    public abstract void Complete();

    /// <summary>Nothing of the transaction was stored.</summary>
    public abstract void Refuse(StorageUnavailableException cause);
}
