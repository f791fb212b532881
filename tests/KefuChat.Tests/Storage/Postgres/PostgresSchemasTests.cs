using KefuChat.Storage.Assignments;
using KefuChat.Storage.Conversations;
using KefuChat.Storage.Documents;
using KefuChat.Storage.Postgres;
using Npgsql;

namespace KefuChat.Tests.Storage.Postgres;

/// <summary>A test that gets another's place finds nothing of it.</summary>
public sealed class PostgresSchemasTests : PostgresTest
{
    [Fact]
    public async Task A_store_that_was_emptied_is_as_a_new_one()
    {
        await OpenDatabaseAsync();
        var connection = await ConnectAsync();
        var asNew = await ContentsAsync(connection);

        await UseAsync();
        var used = await ContentsAsync(connection);
        await PostgresSchemas.EmptyAsync(Settings.ConnectionString);

        // Every table and every number was used: otherwise it is not known whether it is emptied.
        Assert.All(asNew.Zip(used), one => Assert.NotEqual(one.First, one.Second));
        Assert.Equal(asNew, await ContentsAsync(connection));
    }

    private async Task UseAsync()
    {
        await using var backend = new PostgresBackend(Settings.ConnectionString, isIndexed: true);
        var stores = await backend.OpenAsync();
        await stores.Messages.SaveAsync(Chat.FromCustomer("dress")).SoonAsync();
        await stores.Messages.SaveAsync(Chat.FromSeller("2", customer: Chat.OtherCustomer)).SoonAsync();
        await stores.Messages.RaiseSyncKeyAsync(Chat.Customer, "phone", 1).SoonAsync();
        await stores.Messages.ProbeAsync().SoonAsync();
        await stores.Conversations.RaiseReadPositionAsync(Chat.Seller, Party.Seller, Chat.Between(Chat.Customer, Chat.Seller), 1).SoonAsync();
        await stores.Documents.PutAsync(new Document(new DocumentKey("kind", "id"), "v", "{}"u8.ToArray()), null).SoonAsync();
        await stores.Assignments.ClaimAsync(new ClaimRequest(Chat.OtherShop, Chat.Customer, [9], [9], Chat.Noon)).SoonAsync();
        Assert.Single((await stores.Conversations.SearchAsync(Chat.Seller, "dress", long.MaxValue, 10)).Messages);
        await backend.CloseAsync(stores);
    }

    /// <summary>All rows of each table, and how far each sequence is; but not the store's name.</summary>
    private static async Task<List<string>> ContentsAsync(NpgsqlConnection connection)
    {
        var tables = await connection.RowsAsync(
            row => row.GetString(0),
            """
            SELECT relname::text FROM pg_class WHERE relnamespace = current_schema()::regnamespace
            AND relkind IN ('r', 'p', 'S') AND NOT relispartition AND relname <> 'store' ORDER BY relname
            """);
        var contents = new List<string>();
        foreach (var table in tables)
        {
            var rows = await connection.RowsAsync(row => row.GetString(0), $"SELECT t::text FROM (SELECT * FROM {table}) AS t ORDER BY 1");
            contents.Add($"{table}: {string.Join(' ', rows)}");
        }

        return contents;
    }
}
