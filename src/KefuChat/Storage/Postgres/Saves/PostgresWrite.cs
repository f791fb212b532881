using KefuChat.Protocol;

namespace KefuChat.Storage.Postgres;

/// <summary>A write that shares a transaction with others, waiting for its turn.</summary>
internal abstract class PostgresWrite : PendingWrite
{
    /// <summary>Whose queues it touches; twice the same where it is one.</summary>
    public abstract (User First, User Second) Users { get; }

    /// <summary>How many bytes it brings along.</summary>
    public virtual int Bytes => 0;
}
