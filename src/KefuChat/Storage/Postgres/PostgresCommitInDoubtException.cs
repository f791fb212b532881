namespace KefuChat.Storage.Postgres;

/// <summary>
/// A commit came back with a warning: it is on the primary's disk, and nobody knows whether it is on its synchronous
/// standby's (https://www.postgresql.org/docs/current/warm-standby.html#SYNCHRONOUS-REPLICATION).
/// </summary>
internal sealed class PostgresCommitInDoubtException(string warning) : Exception(warning);
