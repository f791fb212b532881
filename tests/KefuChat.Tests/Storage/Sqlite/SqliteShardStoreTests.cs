using KefuChat.Storage.Sharding;
using KefuChat.Storage.Sqlite;

namespace KefuChat.Tests.Storage.Sqlite;

/// <summary>What of a shard is committed, and what the others cost it.</summary>
public sealed class SqliteShardStoreTests : SqliteCommitLogTest
{
    private SqliteShardStore Shard => new(Store.Database);

    [Fact]
    public async Task What_is_only_logged_is_found_by_its_name_and_not_settled()
    {
        await SaveAsync(Chat.FromCustomer("1", uuid: "a"));

        Assert.Equal([null], await Shard.FindAsync([new(Chat.OtherCustomer, "a")]));
        Assert.Equal(0, await Shard.SettledAsync());
        Assert.Equal(0, Committed());

        Assert.Equal([null, new MessageKeys(1, 1)], await Shard.FindAsync([new(Chat.OtherCustomer, "a"), new(Chat.Customer, "a")]));
        Assert.Equal(1, await Shard.SettledAsync());
        Assert.Equal(1, Committed());
    }

    [Fact]
    public async Task A_place_stays_settled_when_its_message_is_removed()
    {
        await SaveAsync(Chat.FromCustomer("1"));
        await SaveAsync(Chat.FromCustomer("2"));
        await new SqliteCustomerDataStore(Store.Database).EraseAsync(Chat.Customer, 1000).SoonAsync();

        Assert.Equal(2, await Shard.SettledAsync());
    }

    [Theory]
    [InlineData(0, false, 11, false)]
    [InlineData(-1, false, 12, false)]
    [InlineData(-1, true, 12, true)]
    [InlineData(0, true, 11, true)]
    [InlineData(0, false, 12, true)]
    [InlineData(1, false, 11, true)]
    public async Task Only_a_copy_that_changes_something_costs_a_commit(long laterMs, bool isUsed, long seller, bool isCommitted)
    {
        await PutAsync(new(new(Chat.Shop, Chat.Customer, 11, IsOpen: true, Chat.Noon), IsUsed: false));
        var before = Commits();

        await PutAsync(new(new(Chat.Shop, Chat.Customer, seller, IsOpen: true, Chat.Noon + laterMs), isUsed));

        Assert.Equal(before + (isCommitted ? 1 : 0), Commits());
    }

    private Task PutAsync(AssignmentCopy copy) => Shard.PutAssignmentsAsync([copy]).SoonAsync();

    private long Commits()
    {
        using var file = Connect(File);
        return file.Scalar("SELECT log_epoch FROM store");
    }
}
