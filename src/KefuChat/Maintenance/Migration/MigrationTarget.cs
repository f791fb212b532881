using KefuChat.Storage;
using KefuChat.Storage.Postgres;
using Npgsql;

namespace KefuChat.Maintenance.Migration;

/// <summary>The database that is filled. No server starts on it before the end.</summary>
internal sealed class MigrationTarget(string connectionString) : IAsyncDisposable
{
    private readonly PostgresSources _sources = new(connectionString);

    /// <summary>How far a migration of a store has come; null in an empty database.</summary>
    /// <param name="storeId">The store's name.</param>
    /// <param name="logEpoch">The last transaction it has committed.</param>
    /// <exception cref="StorageRefusedException">The database holds something else.</exception>
    public async Task<MigrationState?> FindAsync(string storeId, long logEpoch)
    {
        await using var connection = await OpenAsync();
        if (await PostgresSchema.ReadVersionAsync(connection) == 0)
        {
            return null;
        }

        await using var name = connection.Statement("SELECT id FROM store");
        var found = (string)(await name.ExecuteScalarAsync() ?? "");
        if (found != storeId)
        {
            throw new StorageRefusedException($"the database {connection.Database} holds another store, {found}. It was left as it is: migrate to an empty one.");
        }

        if (!await PostgresMigration.IsUnfinishedAsync(connection))
        {
            throw new StorageRefusedException($"the database {connection.Database} holds this store already: it was migrated to its end.");
        }

        var states = await connection.RowsAsync(
            row => (Epoch: row.GetInt64(0), State: new MigrationState(row.GetInt32(1), row.GetInt32(2), row.GetInt64(3))),
            "SELECT log_epoch, last_month, step, last_key FROM migration");
        return states[0].Epoch == logEpoch
            ? states[0].State
            : throw new StorageRefusedException($"the store was used since its migration to the database {connection.Database} was begun. Empty the database, and begin anew.");
    }

    /// <summary>The current month, by the server's clock; months since January 1970.</summary>
    public async Task<int> CurrentMonthAsync()
    {
        await using var connection = await OpenAsync();
        return await PostgresPartitions.CurrentMonthAsync(connection);
    }

    /// <summary>Makes the tables, with nothing in them, in an empty database.</summary>
    public async Task<MigrationState> CreateAsync(string storeId, long logEpoch, int lastMonth, IEnumerable<int> months)
    {
        await using var connection = await OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await PostgresSchema.CreateAsync(connection, storeId);
        foreach (var month in months)
        {
            await PostgresPartitions.AddAsync(connection, month);
        }

        await connection.ExecuteAsync(PostgresMigration.Create);
        await connection.ExecuteAsync("INSERT INTO migration (log_epoch, last_month) VALUES ($1, $2)", logEpoch, lastMonth);
        await transaction.CommitAsync();
        return new MigrationState(lastMonth, Step: 0, LastKey: 0);
    }

    /// <summary>Within a transaction: so far it will have come.</summary>
    public static Task SetProgressAsync(NpgsqlConnection connection, int step, long lastKey) =>
        connection.ExecuteAsync("UPDATE migration SET step = $1, last_key = $2", step, lastKey);

    /// <summary>Everything is there: what is given next goes on from it, and servers may start.</summary>
    public async Task FinishAsync()
    {
        await using var connection = await OpenAsync();
        await using (var analyze = new NpgsqlCommand("ANALYZE", connection) { CommandTimeout = 0 })
        {
            await analyze.ExecuteNonQueryAsync();
        }

        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(
            """
            SELECT setval(pg_get_serial_sequence('queues', 'id'), max(id)) FROM queues HAVING count(*) > 0;
            SELECT setval(pg_get_serial_sequence('conversations', 'id'), max(id)) FROM conversations HAVING count(*) > 0;
            SELECT setval('assignment_turns', max(turn)) FROM assignments HAVING max(turn) > 0;
            SELECT setval('message_ids', greatest(max(id), (SELECT last_value FROM message_ids))) FROM messages HAVING count(*) > 0;
            DROP TABLE migration
            """);
        await transaction.CommitAsync();
    }

    /// <summary>A connection that writes.</summary>
    public Task<NpgsqlConnection> OpenAsync() => _sources.Writes.OpenAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _sources.DisposeAsync();
}
