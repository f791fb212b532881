using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Assignments;
using KefuChat.Storage.Postgres;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage.Postgres;

/// <summary>Claims on several nodes, and when they cannot be stored.</summary>
public sealed class PostgresClaimsTests : PostgresTest
{
    private static readonly long[] Sellers = [11, 12];

    [Fact]
    public async Task Two_customers_who_ask_two_nodes_at_once_get_two_sellers()
    {
        var one = new PostgresAssignmentStore(await OpenDatabaseAsync());
        var other = new PostgresAssignmentStore(await OpenDatabaseAsync());
        for (var uid = 1; uid < 40; uid += 2)
        {
            var updates = await Task.WhenAll(ClaimAsync(one, uid), ClaimAsync(other, uid + 1)).SoonAsync();

            Assert.Equal([11, 12], updates.Select(update => update.Assignment?.SellerId ?? 0).Order());
        }
    }

    [Fact]
    public async Task Claims_that_cannot_be_stored_fail_and_those_behind_them_are_answered()
    {
        var store = new PostgresAssignmentStore(await OpenDatabaseAsync());
        await using var other = await ConnectAsync();
        await other.ExecuteAsync("ALTER TABLE assignments RENAME TO gone");

        var failed = await Task.WhenAll(Enumerable.Range(1, 5).Select(uid =>
            Assert.ThrowsAsync<StorageUnavailableException>(() => ClaimAsync(store, uid)))).SoonAsync();
        await other.ExecuteAsync("ALTER TABLE gone RENAME TO assignments");

        Assert.Equal(5, failed.Length);
        Assert.True((await ClaimAsync(store, 1).SoonAsync()).IsChanged);
        Assert.True(Failures(PostgresFailure.Other) > 0, "no failure was counted");
    }

    [Fact]
    public async Task A_queue_that_is_gone_with_its_database_is_made_anew()
    {
        var store = new PostgresAssignmentStore(await OpenDatabaseAsync());
        await ClaimAsync(store, 1).SoonAsync();
        await using var other = await ConnectAsync();
        await other.ExecuteAsync("TRUNCATE queues, assignments");

        await Assert.ThrowsAsync<StorageUnavailableException>(() => ClaimAsync(store, 1).SoonAsync());

        Assert.True((await ClaimAsync(store, 1).SoonAsync()).IsChanged);
    }

    private static Task<AssignmentUpdate> ClaimAsync(PostgresAssignmentStore store, long uid) =>
        store.ClaimAsync(new ClaimRequest(Shop, new User(7, uid), Sellers, Sellers, Noon));
}
