using System.Globalization;
using KefuChat.Storage;
using KefuChat.Storage.Assignments;
using KefuChat.Storage.Conversations;
using KefuChat.Storage.Sqlite;

namespace KefuChat.Tests.Storage.Sqlite;

/// <summary>A file of an earlier version is brought up to date at the start, with all it holds.</summary>
public sealed class SqliteUpgradeTests : SqliteTest
{
    [Fact]
    public async Task A_file_of_version_1_keeps_its_messages_and_gets_a_name()
    {
        WriteVersion(1);

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
        WriteVersion(1);

        var found = await Conversations.ListAsync(new ConversationsRequest(Chat.Seller, Party.Seller, long.MaxValue, 10, ConversationState.Open));

        Assert.Equal("2", Assert.Single(found.Conversations).Last.Message.Text());
    }

    [Fact]
    public async Task What_a_crash_of_version_4_left_in_its_commit_log_is_not_lost()
    {
        WriteVersion(4);
        using (var file = Connect())
        using (var log = CommitLog.Open(File + ".commitlog", file.Text("SELECT id FROM store"), file.Scalar("SELECT log_epoch FROM store")))
        {
            // Written by version 4: the customer's "3" with the uuid b, and the seller's "4", a note with the dedupe id d.
            Assert.True(log.TryAppend(Convert.FromHexString("DC001101030307CD03E90109A570686F6E65A0C21801C2CF0000019B76DAA80003A162C40133")));
            Assert.True(log.TryAppend(Convert.FromHexString("DC0011010404010907CD03E9A46465736BA164C31901C2CF0000019B76DAA80003A0C40134")));
        }

        await HoldsNumberedAsync(4);
        Assert.Equal(SaveStatus.Duplicate, await SaveAsync(Chat.FromCustomer("3", uuid: "b")));
        Assert.Equal(SaveStatus.Duplicate, await SaveAsync(Chat.FromSeller("4") with { DedupeId = "d" }));
        Assert.Equal(
            new Assignment(Chat.Shop, Chat.Customer, Chat.Seller.Uid, IsOpen: true, Chat.Noon),
            await new SqliteAssignmentStore(Store.Database).GetAsync(Chat.Shop, Chat.Customer));
    }

    [Fact]
    public void A_stores_name_stays()
    {
        WriteVersion(1);
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
        WriteVersion(1);
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

    /// <summary>What a version left behind that began with the first: the customer's messages "1" and "2" to the seller.</summary>
    private void WriteVersion(int version)
    {
        using var file = Connect();
        file.Run(Script(1));
        file.Run(
            $"""
            INSERT INTO queues VALUES (1, 7, 1001), (2, 1, 9);
            INSERT INTO conversations VALUES (1, 1, 3, 2);
            INSERT INTO messages VALUES
                (1, 1, 1, 24, 1, {Chat.Noon}, 1, 1, 'phone', 'a', CAST('1' AS BLOB)),
                (2, 1, 1, 24, 1, {Chat.Noon}, 2, 2, 'phone', '', CAST('2' AS BLOB));
            INSERT INTO entries VALUES (1, 1, 1), (2, 1, 1), (1, 2, 2), (2, 2, 2);
            """);
        for (var next = 2; next <= version; next++)
        {
            file.Run(Script(next));
        }

        file.Run(string.Create(
            CultureInfo.InvariantCulture, $"PRAGMA application_id = {SqliteStoreFile.ApplicationId}; PRAGMA user_version = {version}"));
    }

    private static string Script(int version)
    {
        using var script = typeof(SqliteSchema).Assembly.GetManifestResourceStream($"Sqlite/schema-{version}.sql");
        using var reader = new StreamReader(Assert.IsAssignableFrom<Stream>(script));
        return reader.ReadToEnd();
    }
}
