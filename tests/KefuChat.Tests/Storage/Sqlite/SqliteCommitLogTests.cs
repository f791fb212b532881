using KefuChat.Storage;
using KefuChat.Storage.Conversations;
using KefuChat.Storage.Documents;
using KefuChat.Storage.Sqlite;

namespace KefuChat.Tests.Storage.Sqlite;

/// <summary>An acknowledged message is in the commit log at once and in the file later; whoever reads finds it, in its place.</summary>
public sealed class SqliteCommitLogTests : SqliteCommitLogTest
{
    [Fact]
    public async Task What_is_acknowledged_is_logged_first_and_committed_when_nobody_writes_for_a_while()
    {
        await SaveAsync(Chat.FromCustomer("1"));
        await SaveAsync(Chat.FromCustomer("2"));
        Assert.Equal(0, Committed());
        Assert.Equal(2, CommitLogFile.CountBatches(LogFile));

        await TimerIsSetAsync();
        StoreTime.Advance(TimeSpan.FromMilliseconds(20));

        await IsCommittedAsync(2);
    }

    [Fact]
    public async Task What_is_acknowledged_is_committed_after_a_second_though_somebody_always_writes()
    {
        const int StepsOfASecond = 66;
        for (var sent = 1; sent <= StepsOfASecond; sent++)
        {
            await SaveAsync(Chat.FromCustomer($"{sent}"));
            Assert.Equal(0, Committed());
            await TimerIsSetAsync();
            StoreTime.Advance(TimeSpan.FromMilliseconds(15));
        }

        await SaveAsync(Chat.FromCustomer("last"));
        StoreTime.Advance(TimeSpan.FromMilliseconds(15));

        await IsCommittedAsync(StepsOfASecond + 1);
    }

    [Fact]
    public async Task Whoever_reads_sees_what_is_acknowledged()
    {
        for (var i = 1; i <= 5; i++)
        {
            var read = i;
            await SaveAsync(Chat.FromCustomer($"dress {i}"));
            Assert.Equal(i - 1, Committed());

            // Each way to read comes first once.
            switch (read)
            {
                case 1:
                    Assert.Equal([1, 1], await Store.LatestKeysAsync([Chat.Customer, Chat.Seller]));
                    break;
                case 2:
                    Assert.Equal(2, (await Store.SyncAsync(Chat.Seller, 0, 10)).Messages.Count);
                    break;
                case 3:
                    Assert.Equal(3, (await Conversations.SearchAsync(Chat.Seller, "dress", long.MaxValue, 10)).Messages.Count);
                    break;
                case 4:
                    Assert.Equal("dress 4", (await Conversations.FindAsync(Chat.Seller, Party.Seller, Chat.Between(Chat.Customer, Chat.Seller)))?.Last.Message.Text());
                    break;
                default:
                    await Store.RaiseSyncKeyAsync(Chat.Seller, "phone", 4).SoonAsync();
                    Assert.Equal(4, await Store.GetSyncKeyAsync(Chat.Seller, "phone"));
                    break;
            }

            Assert.Equal(i, Committed());
        }
    }

    [Fact]
    public async Task Whoever_reads_what_is_anothers_does_not_wait_for_a_commit()
    {
        await SaveAsync(Chat.FromCustomer("1"));
        await Store.RaiseSyncKeyAsync(Chat.Seller, "phone", 1).SoonAsync();

        Assert.Equal([0], await Store.LatestKeysAsync([Chat.OtherCustomer]));
        Assert.Empty((await Store.SyncAsync(Chat.OtherCustomer, 0, 10)).Messages);
        Assert.Null(await Store.GetHighestSyncKeyAsync(Chat.OtherCustomer));

        Assert.Equal(0, Committed());
    }

    [Fact]
    public async Task What_is_no_message_is_committed_at_once_with_what_was_logged_before()
    {
        await SaveAsync(Chat.FromCustomer("1"));

        await new SqliteDocumentStore(Store.Database).PutAsync(new Document(new DocumentKey("store", "7"), "1", "{}"u8.ToArray()), "").SoonAsync();

        Assert.Equal(1, Committed());
        await SaveAsync(Chat.FromCustomer("2"));
        using var again = OpenAsAfterACrash();
        Assert.Equal(["1", "2"], await again.ReadContentsAsync(Chat.Seller));
    }

    [Fact]
    public async Task A_read_position_finds_the_conversation_written_to_last_before_it_is_committed()
    {
        await SaveAsync(Chat.FromCustomer("1"));
        await SaveAsync(Chat.FromSeller("2"));
        Settle();
        await SaveAsync(new SaveRequest(Chat.FromSeller("3").Message with { SellerId = Chat.OtherSeller.Uid }, Chat.OtherSeller, Chat.Customer, "desk"));

        await Conversations.RaiseReadPositionAsync(Chat.Customer, Party.Customer, Chat.Between(Chat.Customer, Chat.OtherSeller), 3).SoonAsync();

        using var file = Connect();
        Assert.Equal(Chat.OtherSeller.Uid, file.Scalar(
            "SELECT s.uid FROM read_positions p JOIN conversations v ON v.id = p.conversation JOIN queues s ON s.id = v.seller"));
    }
}
