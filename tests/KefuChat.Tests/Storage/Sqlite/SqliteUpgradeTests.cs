using System.Globalization;
using KefuChat.Storage;
using KefuChat.Storage.Conversations;
using KefuChat.Storage.Sqlite;

namespace KefuChat.Tests.Storage.Sqlite;

/// <summary>A file of an earlier version is brought up to date at the start, with all it holds.</summary>
public sealed class SqliteUpgradeTests : SqliteTest
{
    [Fact]
    public async Task A_file_of_version_1_keeps_its_messages_and_gets_a_name()
    {
        WriteVersion1();

        await HoldsNumberedAsync(2);
        Assert.Matches("^[0-9a-f]{32}$", Store.Id);
        Assert.Equal(SqliteSchema.Version, WritersConnection.Scalar("PRAGMA user_version"));
        Assert.Equal(SaveStatus.Duplicate, await SaveAsync(Chat.FromCustomer("1", uuid: "a")));
        Assert.Equal(SaveStatus.Stored, await SaveAsync(Chat.FromCustomer("3")));
        await HoldsNumberedAsync(3);
    }

    [Fact]
    public async Task A_file_of_version_1_has_its_conversations_in_a_list()
    {
        WriteVersion1();

        var found = await Conversations.ListAsync(new ConversationsRequest(Chat.Seller, Party.Seller, long.MaxValue, 10, ConversationState.Open));

        Assert.Equal("2", Assert.Single(found.Conversations).Last.Message.Text());
    }

    [Fact]
    public void A_stores_name_stays()
    {
        WriteVersion1();
        var id = Store.Id;
        Close();

        Assert.Equal(id, Store.Id);
    }

    [Fact]
    public void Every_store_has_a_name_of_its_own()
    {
        using var directory = new TemporaryDirectory();
        using var other = new SqliteMessageStore(directory.File("kefu.db"), StoreTime, Log);

        Assert.NotEqual(other.Id, Store.Id);
    }

    [Fact]
    public async Task An_upgrade_that_fails_leaves_the_file_as_it_was()
    {
        WriteVersion1();
        using (var file = Connect())
        {
            file.Run("CREATE TABLE store (in_the_way INTEGER)");
        }

        Assert.Throws<StorageRefusedException>(Open);

        using (var file = Connect())
        {
            Assert.Equal(1, file.Scalar("PRAGMA user_version"));
            file.Run("DROP TABLE store");
        }

        await HoldsNumberedAsync(2);
    }

    /// <summary>What the first release left behind: the customer's messages "1" and "2" to the seller.</summary>
    private void WriteVersion1()
    {
        using var file = Connect();
        using var script = typeof(SqliteSchema).Assembly.GetManifestResourceStream("Sqlite/schema-1.sql");
        using var reader = new StreamReader(Assert.IsAssignableFrom<Stream>(script));
        file.Run(reader.ReadToEnd());
        file.Run(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            PRAGMA application_id = {SqliteStoreFile.ApplicationId};
            PRAGMA user_version = 1;
            INSERT INTO queues VALUES (1, 7, 1001), (2, 1, 9);
            INSERT INTO conversations VALUES (1, 1, 3, 2);
            INSERT INTO messages VALUES
                (1, 1, 1, 24, 1, {Chat.Noon}, 1, 1, 'phone', 'a', CAST('1' AS BLOB)),
                (2, 1, 1, 24, 1, {Chat.Noon}, 2, 2, 'phone', '', CAST('2' AS BLOB));
            INSERT INTO entries VALUES (1, 1, 1), (2, 1, 1), (1, 2, 2), (2, 2, 2);
            """));
    }
}
