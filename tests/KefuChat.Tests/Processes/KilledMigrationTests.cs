using KefuChat.Maintenance.Migration;
using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Sqlite;
using KefuChat.Tests.Storage;
using KefuChat.Tests.Storage.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace KefuChat.Tests.Processes;

/// <summary>A migration that is killed goes on where it was.</summary>
public sealed class KilledMigrationTests : ProcessTest
{
    private const int Messages = 30_000;

    [Fact]
    public async Task A_migration_survives_SIGKILL_and_no_server_starts_before_its_end()
    {
        // Locks are waited for as long as a command may take.
        var database = await PostgresSchemas.NewAsync() + ";Command Timeout=120";
        await FillAsync();

        await BeginAsync(database);
        await using (var other = new NpgsqlConnection(database))
        {
            // Copying stops where this table is, behind the messages.
            await other.OpenAsync();
            await using var transaction = await other.BeginTransactionAsync();
            await RunAsync(other, "LOCK TABLE assignments IN ACCESS EXCLUSIVE MODE");
            using var stopped = CommandProcess.Start(database, "migrate", "--data-directory", DataDirectory);
            await UntilAsync(other, "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'assignments'::regclass)");
            stopped.Kill();
            Assert.Contains($"messages: {Messages:#,0} of {Messages:#,0} rows, 100 %", await stopped.StandardOutput.ReadToEndAsync(), StringComparison.Ordinal);
        }

        await using (var backend = new PostgresBackend(database))
        {
            await Assert.ThrowsAsync<StorageRefusedException>(async () => await backend.OpenAsync());
        }

        var (exitCode, output) = await CommandProcess.EndAsync(CommandProcess.Start(database, "migrate", "--data-directory", DataDirectory));

        // It goes on with the table that it was stopped at.
        Assert.True(exitCode == 0, output);
        Assert.StartsWith("assignments: 10 of 10 rows, 100 %", output, StringComparison.Ordinal);
        Assert.Contains($"messages: {Messages:#,0} rows, the same on both sides, SHA-256 ", output, StringComparison.Ordinal);
        Assert.Contains("The store is in PostgreSQL.", output, StringComparison.Ordinal);
        await using (var backend = new PostgresBackend(database))
        {
            var stores = await backend.OpenAsync();
            Assert.Equal(Messages / 10, (await stores.Messages.LatestKeysAsync([new User(7, 1)]))[0]);
            await backend.CloseAsync(stores);
        }
    }

    [Fact]
    public async Task Without_a_database_there_is_nothing_to_migrate_to()
    {
        var (exitCode, output) = await CommandProcess.RunAsync("migrate", "--data-directory", DataDirectory);

        Assert.Equal(2, exitCode);
        Assert.StartsWith("KefuChat migrate: ConnectionStrings:Kefu is empty;", output, StringComparison.Ordinal);
    }

    private async Task FillAsync()
    {
        using var store = new SqliteMessageStore(Path.Combine(DataDirectory, "kefu.db"), TimeProvider.System, NullLogger<SqliteMessageStore>.Instance);
        await Task.WhenAll(Enumerable.Range(0, Messages).Select(i =>
            store.SaveAsync(Chat.FromCustomer($"{i}", uuid: $"{i}", customer: new User(7, 1 + (i % 10)))))).SoonAsync();
    }

    /// <summary>Makes the tables, and copies nothing yet.</summary>
    private async Task BeginAsync(string database)
    {
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new StoreMigration(Path.Combine(DataDirectory, "kefu.db"), database) { Copied = (_, _, _) => stop.Cancel() }.RunAsync(stop.Token));
    }

    private static async Task RunAsync(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task UntilAsync(NpgsqlConnection connection, string condition)
    {
        using var patience = new CancellationTokenSource(Waiting.Patience);
        await using var command = new NpgsqlCommand(condition, connection);
        while (await command.ExecuteScalarAsync(patience.Token) is not true)
        {
            await Task.Yield();
        }
    }
}
