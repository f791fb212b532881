using KefuChat.Protocol;

namespace KefuChat.Storage.Postgres;

/// <summary>A write that shares a transaction with others, waiting for its turn.</summary>
internal abstract class PostgresWrite
{
    /// <summary>Whose queues it touches; twice the same where it is one.</summary>
    public abstract (User First, User Second) Users { get; }

    /// <summary>How many bytes it brings along.</summary>
    public virtual int Bytes => 0;

    /// <summary>It is on stable storage.</summary>
    public abstract void Complete();

    /// <summary>It is not known to be stored.</summary>
    public abstract void Refuse(StorageUnavailableException cause);
}
