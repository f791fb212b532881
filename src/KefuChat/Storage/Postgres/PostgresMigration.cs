using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>
/// A table that a database has while <c>KefuChat migrate</c> fills it, and no longer: how far that has come. A server does
/// not start on such a database.
/// </summary>
internal static class PostgresMigration
{
    /// <summary>Makes it.</summary>
    public const string Create =
        """
        CREATE TABLE migration (
            only_row   boolean PRIMARY KEY DEFAULT true CHECK (only_row),
            log_epoch  bigint NOT NULL,           -- the last transaction of the store that is copied: it must not change meanwhile
            last_month integer NOT NULL,          -- when it was begun: no message's id is of a later month
            step       integer NOT NULL DEFAULT 0,
            last_key   bigint NOT NULL DEFAULT 0  -- how far the step's table is copied
        )
        """;

    /// <summary>Whether the database is being filled.</summary>
    public static async Task<bool> IsUnfinishedAsync(NpgsqlConnection connection) => await connection.ScalarAsync<long>(
        "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'migration'") > 0;

    /// <summary>Refuses it.</summary>
    /// <exception cref="StorageRefusedException">It is being filled.</exception>
    public static async Task RefuseUnfinishedAsync(NpgsqlConnection connection)
    {
        if (await IsUnfinishedAsync(connection))
        {
            throw new StorageRefusedException($"the database {connection.Database} is being filled by KefuChat migrate, which has not come to its end: run it again, it goes on where it was.");
        }
    }
}
