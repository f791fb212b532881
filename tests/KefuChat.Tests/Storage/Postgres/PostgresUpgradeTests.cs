using System.Globalization;
using KefuChat.Storage;
using KefuChat.Storage.Conversations;
using KefuChat.Storage.Postgres;
using Npgsql;

namespace KefuChat.Tests.Storage.Postgres;

/// <summary>A database of an earlier version is brought up to date at the start, with all it holds.</summary>
public sealed class PostgresUpgradeTests : PostgresTest
{
    [Fact]
    public async Task A_database_of_version_1_keeps_its_messages_and_its_name()
    {
        var connection = await MakeVersion1Async();

        var opened = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => OpenDatabaseAsync())).SoonAsync();
        var store = await OpenAsync();

        Assert.All(opened, database => Assert.Equal("of the first release", database.Id));
        Assert.Equal(PostgresSchema.Version, await connection.ScalarAsync<int>("SELECT version FROM store"));
        Assert.True(await HasIndexAsync(connection));
        Assert.Equal(["1", "2"], await store.ReadContentsAsync(Chat.Seller));
        Assert.Equal(SaveStatus.Duplicate, (await store.SaveAsync(Chat.FromCustomer("1", "a")).SoonAsync()).Status);
        Assert.Equal(3, (await store.SaveAsync(Chat.FromCustomer("3")).SoonAsync()).ReceiverKey);
        var conversations = await new PostgresConversationStore(opened[0]).ListAsync(
            new ConversationsRequest(Chat.Seller, Party.Seller, long.MaxValue, 10, ConversationState.Open));
        Assert.Equal("3", Assert.Single(conversations.Conversations).Last.Message.Text());
        Assert.Equal(Chat.Noon, Assert.Single(await new PostgresShardStore(opened[0]).ReadAssignmentsAsync(0, 10)).Assignment.ChangedAtMs);
    }

    [Fact]
    public async Task An_upgrade_that_fails_leaves_the_database_as_it_was()
    {
        var connection = await MakeVersion1Async();
        await connection.ExecuteAsync("CREATE INDEX assignments_by_change ON assignments (note)");

        var e = await Assert.ThrowsAsync<StorageRefusedException>(() => OpenDatabaseAsync());

        Assert.Contains("\"assignments_by_change\" already exists", e.Message, StringComparison.Ordinal);
        Assert.Equal(1, await connection.ScalarAsync<int>("SELECT version FROM store"));
        await connection.ExecuteAsync("DROP INDEX assignments_by_change");
        Assert.Equal(["1", "2"], await (await OpenAsync()).ReadContentsAsync(Chat.Seller));
        Assert.True(await HasIndexAsync(connection));
    }

    private static async Task<bool> HasIndexAsync(NpgsqlConnection connection) =>
        await connection.ScalarAsync<bool>("SELECT to_regclass('assignments_by_change') IS NOT NULL") == true;

    /// <summary>What the first release left behind: the customer's messages "1" and "2" to the seller.</summary>
    private async Task<NpgsqlConnection> MakeVersion1Async()
    {
        var connection = await ConnectAsync();
        using var script = typeof(PostgresSchema).Assembly.GetManifestResourceStream("Postgres/schema-1.sql");
        using var reader = new StreamReader(Assert.IsAssignableFrom<Stream>(script));
        await connection.ExecuteAsync(await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        await PostgresPartitions.PrepareAsync(connection);
        await connection.ExecuteAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            INSERT INTO store (id, version) VALUES ('of the first release', 1);
            INSERT INTO queues (appid, uid, newest_key) VALUES (7, 1001, 2), (1, 9, 2);
            INSERT INTO conversations (customer, store_id, seller) VALUES (1, 3, 2);
            INSERT INTO messages VALUES
                (nextval('message_ids'), 1, 1, 1, 1, 2, 1, {Chat.Noon}, 24, 1, 'phone', 'a', '1'),
                (nextval('message_ids'), 1, 1, 1, 2, 2, 2, {Chat.Noon}, 24, 1, 'phone', '', '2');
            UPDATE conversations SET last_message = (SELECT max(id) FROM messages);
            INSERT INTO assignments VALUES (1, 3, 9, true, true, nextval('assignment_turns'), {Chat.Noon});
            """));
        return connection;
    }
}
