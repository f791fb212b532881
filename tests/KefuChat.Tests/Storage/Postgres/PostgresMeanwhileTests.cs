using KefuChat.Protocol;
using KefuChat.Storage.Postgres;
using KefuChat.Tests.EndToEnd;
using Npgsql;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage.Postgres;

/// <summary>What is done to customers' data while it waits for a lock, with what others do meanwhile.</summary>
public sealed class PostgresMeanwhileTests : PostgresTest
{
    private static readonly User Visitor = new(7, User.MaxId);

    [Fact]
    public async Task A_message_to_another_seller_that_comes_while_a_merge_waits_is_moved_with_it()
    {
        var store = await OpenAsync();
        var data = new PostgresCustomerDataStore(await OpenDatabaseAsync());
        await store.SaveAsync(FromCustomer("own")).SoonAsync();
        await store.SaveAsync(FromCustomer("a", customer: Visitor)).SoonAsync();

        var merge = await WhileLockedAsync(Customer, () => data.MergeAsync(Visitor, Customer), () =>
            store.SaveAsync(FromCustomer("b", customer: Visitor, seller: OtherSeller)));

        Assert.Equal(2, await merge.SoonAsync());
        Assert.Equal(["own", "a", "b"], await store.ReadContentsAsync(Customer));
        Assert.Empty(await store.ReadQueueAsync(Visitor));
        await PostgresTables.FitAsync(await OpenDatabaseAsync());
    }

    [Fact]
    public async Task A_message_to_another_seller_that_comes_while_an_erasure_waits_is_erased_with_it()
    {
        var store = await OpenAsync();
        var data = new PostgresCustomerDataStore(await OpenDatabaseAsync());
        await store.SaveAsync(FromCustomer("a")).SoonAsync();
        await store.RaiseSyncKeyAsync(Customer, "phone", 1).SoonAsync();

        var erase = await WhileLockedAsync(Seller, () => data.EraseAsync(Customer, 100), () =>
            store.SaveAsync(FromCustomer("b", seller: OtherSeller)));

        Assert.Equal(2, await erase.SoonAsync());
        Assert.Empty(await store.ReadQueueAsync(Customer));
        Assert.Empty(await store.ReadQueueAsync(OtherSeller));
        Assert.Null(await store.GetHighestSyncKeyAsync(Customer));
    }

    [Fact]
    public async Task What_is_given_to_another_customer_while_it_is_to_expire_expires_there()
    {
        var store = await OpenAsync();
        var database = await OpenDatabaseAsync();
        var data = new PostgresCustomerDataStore(database);
        await store.SaveAsync(FromCustomer("1", customer: OtherCustomer, seller: OtherSeller)).SoonAsync();
        await store.SaveAsync(FromCustomer("2", customer: Visitor)).SoonAsync();
        await store.SaveAsync(FromCustomer("3", shop: OtherShop)).SoonAsync();

        var expire = await WhileLockedAsync(OtherSeller, () => data.ExpireAsync(Shop, Noon + 1, 100), () =>
            data.MergeAsync(Visitor, Customer));

        Assert.Equal(2, await expire.SoonAsync());
        Assert.Equal(["3"], (await store.ReadQueueAsync(Customer)).Texts());
        Assert.Equal(["3"], (await store.ReadQueueAsync(Seller)).Texts());
        await PostgresTables.FitAsync(database);
    }

    /// <summary>Does something that waits for a queue's lock, and something else while it waits.</summary>
    private async Task<Task<int>> WhileLockedAsync<T>(User user, Func<Task<int>> waiting, Func<Task<T>> meanwhile)
    {
        var holder = await ConnectAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        await holder.ExecuteAsync("SELECT FROM queues WHERE appid = $1 AND uid = $2 FOR UPDATE", user.AppId, user.Uid);
        var task = waiting();
        await using var watcher = new NpgsqlConnection(Settings.ConnectionString);
        await watcher.OpenAsync();
        await EndToEndTest.WaitUntilAsync(async () => await watcher.ScalarAsync<bool>(
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE $1 = ANY (pg_blocking_pids(pid)))", holder.ProcessID) is true);
        await meanwhile().SoonAsync();
        await transaction.RollbackAsync();
        return task;
    }
}
