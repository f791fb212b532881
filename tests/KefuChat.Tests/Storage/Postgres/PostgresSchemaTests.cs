using KefuChat.Storage;
using KefuChat.Storage.Postgres;

namespace KefuChat.Tests.Storage.Postgres;

/// <summary>What a start makes of what lies in the database.</summary>
public sealed class PostgresSchemaTests : PostgresTest
{
    [Fact]
    public async Task Nodes_that_start_together_make_one_store()
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OpenDatabaseAsync())).SoonAsync();

        Assert.Single(opened.Select(database => database.Id).Distinct());
        Assert.NotEmpty(opened[0].Id);
    }

    [Fact]
    public async Task Another_programs_tables_are_refused_and_stay()
    {
        await using var connection = await ConnectAsync();
        await connection.ExecuteAsync("CREATE TABLE messages (id integer); INSERT INTO messages VALUES (7)");

        var e = await Assert.ThrowsAsync<StorageRefusedException>(() => OpenDatabaseAsync());

        Assert.Contains("tables of another program (messages)", e.Message, StringComparison.Ordinal);
        Assert.Equal(7, await connection.ScalarAsync<int>("SELECT id FROM messages"));
    }

    [Fact]
    public async Task A_later_version_is_refused()
    {
        await OpenDatabaseAsync();
        await using var connection = await ConnectAsync();
        await connection.ExecuteAsync("UPDATE store SET version = 999");

        var e = await Assert.ThrowsAsync<StorageRefusedException>(() => OpenDatabaseAsync());

        Assert.Contains("has schema version 999", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Database", "no_such", "no_such")]
    [InlineData("Username", "nobody_here", "nobody_here")]
    public async Task Whoever_is_not_let_in_is_refused_at_once(string keyword, string value, string named)
    {
        Settings[keyword] = value;

        var e = await Assert.ThrowsAsync<StorageRefusedException>(() => OpenDatabaseAsync());

        Assert.StartsWith("PostgreSQL at 127.0.0.1 cannot be used: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(named, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_connection_string_is_refused()
    {
        var e = await Assert.ThrowsAsync<StorageRefusedException>(() => OpenDatabaseAsync("Hots=10.0.0.7"));

        Assert.StartsWith("ConnectionStrings:Kefu is no connection string of Npgsql's: ", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connections_ask_for_stable_storage_whatever_the_server_is_set_to()
    {
        await SharedPostgres.RunAsync("ALTER DATABASE postgres SET synchronous_commit = off");
        var database = await OpenDatabaseAsync();

        var setting = await database.UpdateAsync(async transaction =>
        {
            await using var show = transaction.Connection.Statement("SHOW synchronous_commit");
            return (string?)await show.ExecuteScalarAsync();
        });

        Assert.Equal("on", setting);
    }

    [Fact]
    public async Task A_uuid_is_known_in_the_month_after_and_ids_never_go_back()
    {
        var store = await OpenAsync();
        var first = await store.SaveAsync(Chat.FromCustomer("1", "a")).SoonAsync();
        await using var connection = await ConnectAsync();
        var month = (int)((await connection.ScalarAsync<long>("SELECT max(id) FROM messages") ?? 0) >> PostgresPartitions.CountBits);

        await connection.ExecuteAsync("BEGIN");
        await PostgresPartitions.PrepareAsync(connection, month + 1);
        await PostgresPartitions.PrepareAsync(connection, month);
        await connection.ExecuteAsync("COMMIT");
        var again = await store.SaveAsync(Chat.FromCustomer("1", "a")).SoonAsync();
        var second = await store.SaveAsync(Chat.FromCustomer("2", "b")).SoonAsync();

        Assert.Equal((SaveStatus.Duplicate, first.ReceiverKey), (again.Status, again.ReceiverKey));
        Assert.Equal(2, second.ReceiverKey);
        Assert.Equal(
            [month, month + 1],
            await connection.RowsAsync(row => (int)(row.GetInt64(0) >> PostgresPartitions.CountBits), "SELECT id FROM messages ORDER BY id"));
        Assert.Equal(["1", "2"], await store.ReadContentsAsync(Chat.Customer));
    }
}
