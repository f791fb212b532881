using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>Why PostgreSQL could not answer: what is told to the caller, and what it is counted as.</summary>
internal static class PostgresFailure
{
    /// <summary>All connections of the pool were in use for too long.</summary>
    public const string PoolExhausted = "pool_exhausted";

    /// <summary>A statement, or the lock it waited for, took longer than it may.</summary>
    public const string Timeout = "timeout";

    /// <summary>No server could be reached, or the one that was is gone.</summary>
    public const string ConnectionLost = "connection_lost";

    /// <summary>The server takes no writes: it is no longer the primary, or not yet.</summary>
    public const string ReadOnly = "read_only";

    /// <summary>The server has no room: its disk, its memory, its connections.</summary>
    public const string NoResources = "no_resources";

    /// <summary>A commit whose outcome is not known.</summary>
    public const string InDoubt = "in_doubt";

    /// <summary>Anything else.</summary>
    public const string Other = "other";

    /// <summary>idle_in_transaction_session_timeout, which Npgsql has no name for.</summary>
    private const string IdleInTransaction = "25P03";

    /// <summary>Whether it is PostgreSQL, or the way there, that failed.</summary>
    public static bool IsOne(Exception failure) =>
        failure is NpgsqlException or TimeoutException or IOException or OperationCanceledException or ObjectDisposedException
            or PostgresCommitInDoubtException or PostgresQueueGoneException;

    /// <summary>Whether the server found fault with what was written: written by itself, only that fails.</summary>
    /// <remarks>Classes 22 (data exception), 23 (integrity) and 54 (program limit exceeded) of PostgreSQL's appendix A.</remarks>
    public static bool IsOfData(Exception failure) =>
        failure is PostgresException { SqlState: ['2', '2' or '3', ..] or ['5', '4', ..] };

    /// <summary>What it is counted as.</summary>
    public static string Kind(Exception failure) => failure switch
    {
        PostgresCommitInDoubtException => InDoubt,
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.CannotConnectNow } => ReadOnly,
        PostgresException
        {
            SqlState: PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable or IdleInTransaction,
        } => Timeout,
        PostgresException { SqlState: ['5', '3', ..] } => NoResources,
        PostgresException { SqlState: ['0', '8', ..] or ['5', '7', ..] } => ConnectionLost,
        PostgresException => Other,
        NpgsqlException { InnerException: AggregateException { InnerExceptions: [var ofFirstHost, ..] } } => Kind(ofFirstHost),
        NpgsqlException { InnerException: TimeoutException } when failure.Message.Contains("pool", StringComparison.Ordinal) => PoolExhausted,
        NpgsqlException { InnerException: TimeoutException } or TimeoutException or OperationCanceledException => Timeout,
        NpgsqlException or IOException => ConnectionLost,
        _ => Other,
    };

    /// <summary>What the caller hears.</summary>
    public static StorageUnavailableException ToUnavailable(Exception failure) =>
        failure as StorageUnavailableException
        ?? new StorageUnavailableException($"PostgreSQL cannot answer ({Kind(failure).Replace('_', ' ')}): {failure.Message}", failure);
}
