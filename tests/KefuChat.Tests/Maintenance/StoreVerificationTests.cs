using System.Globalization;
using KefuChat.Maintenance.Verification;
using KefuChat.Storage;
using KefuChat.Storage.Conversations;
using KefuChat.Storage.Sqlite;
using KefuChat.Tests.Storage;
using KefuChat.Tests.Storage.Sqlite;

namespace KefuChat.Tests.Maintenance;

/// <summary>
/// A sound store is found sound, and each kind of damage is found and named. That whatever is done to a store leaves it
/// sound is for <see cref="SqliteRemovalTests"/>.
/// </summary>
public sealed class StoreVerificationTests : SqliteTest
{
    // The customer has queue 1 and the seller queue 2; they have conversation 1 with messages 1 to 3.
    private const string Gone = "DELETE FROM entries WHERE message = 2; DELETE FROM messages WHERE id = 2; ";

    [Theory]
    [InlineData("DELETE FROM entries WHERE queue = 1 AND sync_key = 2", "the keys of a queue have no gap but where messages were removed: 7/1001: key 2 is missing")]
    [InlineData(Gone, "1/9: key 2 is missing")]
    [InlineData("UPDATE queues SET removed_key = 1; DELETE FROM entries WHERE queue = 1 AND sync_key = 2", "7/1001: key 2 is missing")]
    [InlineData("UPDATE entries SET sync_key = 0 WHERE queue = 1 AND sync_key = 1", "keys begin at 1: 7/1001: there is a key 0")]
    [InlineData("UPDATE entries SET message = 4 - message WHERE queue = 1", "a queue has its messages in the order they were stored in: 7/1001: the message of key 2 is older than that of the key before")]
    [InlineData("UPDATE messages SET command = 25 WHERE id = 1", "a message is from the party that its command says: message 1, with command 25,")]
    [InlineData("UPDATE messages SET command = 26 WHERE id = 1", "message 1, with command 26, is not from that party")]
    [InlineData("UPDATE entries SET message = 1 WHERE queue = 1 AND sync_key = 2", "the sender's queue holds each message: message 2 is not in the queue of 7/1001 under key 2")]
    [InlineData("UPDATE messages SET receiver_key = 9 WHERE id = 2", "the receiver's queue holds each message: message 2 is not in the queue of 1/9 under key 9")]
    [InlineData("DELETE FROM entries WHERE queue = 2 AND sync_key = 3", "the receiver's queue holds each message: message 3 is not in the queue of 1/9 under key 3")]
    [InlineData("INSERT INTO entries VALUES (1, 4, 3)", "a queue holds no message that is not its own: 7/1001: key 4 is of message 3, which is not in it")]
    [InlineData("INSERT INTO entries VALUES (77, 1, 3)", "a queue holds no message that is not its own: queue 77: key 1 is of message 3, which is not in it")]
    [InlineData("DELETE FROM messages WHERE id = 3", "a queue holds no message that is not its own: 7/1001: key 3 is of message 3, which is not there")]
    [InlineData("DROP INDEX messages_by_uuid; UPDATE messages SET uuid = 'a'", "no two messages of a sender have the same uuid: 7/1001: messages 1 to 3, 3 of them, have the same uuid")]
    [InlineData("DROP INDEX messages_by_uuid", "tables, indexes and triggers are those of its version: the index messages_by_uuid is not there")]
    [InlineData("DROP INDEX messages_by_uuid; CREATE INDEX messages_by_uuid ON messages (uuid)", "the index messages_by_uuid is another")]
    [InlineData("UPDATE conversations SET last_message = 2", "a conversation knows its last message: conversation 1: its last message is 3 and not 2")]
    [InlineData("DELETE FROM messages; DELETE FROM entries; UPDATE queues SET removed_key = 3", "a conversation knows its last message: conversation 1: its last message is none and not 3")]
    [InlineData("UPDATE read_positions SET sync_key = 4", "nobody has read more than there is: 7/1001: conversation 1 is at key 4, and the newest is 3")]
    [InlineData("UPDATE read_positions SET sync_key = -1", "nobody has read more than there is: 7/1001: conversation 1 is at key -1")]
    [InlineData("UPDATE sync_keys SET sync_key = 4", "no device confirmed more than there is: 7/1001: device phone is at key 4, and the newest is 3")]
    [InlineData("INSERT INTO queues (id, appid, uid) VALUES (3, 7, 5); INSERT INTO read_positions VALUES (3, 1, 0)", "read positions are of the conversation's own parties: 7/5 has a read position in conversation 1")]
    [InlineData("DELETE FROM conversations", "rows refer to rows that are there: a row of messages, 1, refers to a row of conversations that is not there")]
    [InlineData("DELETE FROM queues WHERE id = 1", "a row of sync_keys refers to a row of queues that is not there")]
    public async Task Damage_is_named(string damage, string violation)
    {
        await FillAsync();
        Run(damage);

        Assert.Contains(violation, Verified.Text(File), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sound_store_is_found_sound_and_its_rows_are_counted()
    {
        await FillAsync();

        using var verification = new StoreVerification(File);

        Assert.All(verification.Check(), result => Assert.Equal(0, result.Count));
        Assert.False(verification.HasLogged);
        Assert.Equal(
            "3 messages, 6 entries, 2 queues, 1 conversations, 1 sync_keys, 1 read_positions, 1 assignments, 0 documents",
            string.Join(", ", verification.Count().Select(table => $"{table.Rows} {table.Table}")));
    }

    [Fact]
    public async Task Of_a_kind_of_damage_the_first_are_named_and_all_are_counted()
    {
        await Task.WhenAll(Chat.Numbered(50).Select(Store.SaveAsync)).SoonAsync();
        Close();
        Run("UPDATE messages SET command = 25");

        var wrong = Assert.Single(Verified.Wrong(File));

        Assert.Equal(50, wrong.Count);
        Assert.Equal(CheckResult.MostNamed, wrong.First.Count);
    }

    [Fact]
    public async Task A_page_of_garbage_is_named_and_does_not_end_the_checks()
    {
        await FillAsync();
        Run("PRAGMA journal_mode = DELETE");
        long page;
        using (var connection = Connect(File))
        {
            page = connection.Scalar("SELECT rootpage FROM sqlite_schema WHERE name = 'entries'");
        }

        using (var file = System.IO.File.OpenWrite(File))
        {
            file.Position = (page - 1) * 4096;
            file.Write(Enumerable.Repeat((byte)0xAA, 4096).ToArray());
        }

        var text = Verified.Text(File);
        Assert.Contains("SQLite finds the file whole: ", text, StringComparison.Ordinal);
        Assert.Contains("the sender's queue holds each message: the check could not be ended", text, StringComparison.Ordinal);
        Assert.DoesNotContain("a conversation knows its last message", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_in_use_is_checked_as_it_was_when_that_began()
    {
        await SaveAsync(Chat.FromCustomer("1"));
        Settle();
        await SaveAsync(Chat.FromCustomer("2"));
        using var verification = new StoreVerification(File);
        Settle();
        await SaveAsync(Chat.FromCustomer("3"));
        Settle();

        Assert.All(verification.Check(), result => Assert.Equal(0, result.Count));
        Assert.Contains(("messages", 1L), verification.Count());
        Assert.True(verification.HasLogged);
    }

    [Fact]
    public async Task Another_stores_commit_log_is_named()
    {
        await FillAsync();
        using (var directory = new TemporaryDirectory())
        {
            using var other = new SqliteMessageStore(directory.File("kefu.db"), StoreTime, Log);
            await other.SaveAsync(Chat.FromCustomer("1")).SoonAsync();
            System.IO.File.Copy(directory.File("kefu.db.commitlog"), File + ".commitlog");
        }

        Assert.Contains($"the commit log fits: {File}.commitlog is the commit log of another store", Verified.Text(File), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_store_is_refused()
    {
        Assert.Contains("does not exist", Assert.Throws<StorageRefusedException>(() => new StoreVerification(File)).Message, StringComparison.Ordinal);

        Run("CREATE TABLE recipes (name TEXT)");
        Assert.Contains("another program's", Assert.Throws<StorageRefusedException>(() => new StoreVerification(File)).Message, StringComparison.Ordinal);

        Run(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {SqliteStoreFile.ApplicationId}; PRAGMA user_version = 3"));
        Assert.Contains("Start this one on it once", Assert.Throws<StorageRefusedException>(() => new StoreVerification(File)).Message, StringComparison.Ordinal);

        System.IO.File.WriteAllText(File, string.Concat(Enumerable.Repeat("no store", 1000)));
        Assert.Contains("cannot be read", Assert.Throws<StorageRefusedException>(() => new StoreVerification(File)).Message, StringComparison.Ordinal);
    }

    private async Task FillAsync()
    {
        for (var i = 1; i <= 3; i++)
        {
            await SaveAsync(Chat.FromCustomer($"{i}", uuid: $"{i}"));
        }

        await Store.RaiseSyncKeyAsync(Chat.Customer, "phone", 3).SoonAsync();
        await Conversations.RaiseReadPositionAsync(Chat.Customer, Party.Customer, Chat.Between(Chat.Customer, Chat.Seller), 3).SoonAsync();
        Close();
        Assert.Equal("", Verified.Text(File));
    }

    private void Run(string sql)
    {
        using var connection = Connect(File);
        connection.Run("PRAGMA foreign_keys = OFF; " + sql);
    }
}
