using KefuChat.Protocol;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage;

/// <summary>The highest key each device confirmed: raised, never lowered, never past the queue's newest.</summary>
public abstract class SyncKeyContract(StoreBackend backend) : StoreContract(backend)
{
    [Fact]
    public async Task Who_never_confirmed_has_none()
    {
        await SaveAsync(Numbered(5));

        Assert.Null(await Store.GetSyncKeyAsync(Nobody, "phone"));
        Assert.Null(await Store.GetHighestSyncKeyAsync(Nobody));
        Assert.Null(await Store.GetSyncKeyAsync(Seller, "phone"));
        Assert.Null(await Store.GetHighestSyncKeyAsync(Seller));
    }

    [Fact]
    public async Task Each_device_has_its_own()
    {
        await SaveAsync(Numbered(5));

        await RaiseAsync(Seller, "phone", 2);
        await RaiseAsync(Seller, "desk", 4);

        Assert.Equal(2, await Store.GetSyncKeyAsync(Seller, "phone"));
        Assert.Equal(4, await Store.GetSyncKeyAsync(Seller, "desk"));
        Assert.Null(await Store.GetSyncKeyAsync(Seller, "Desk"));
        Assert.Null(await Store.GetSyncKeyAsync(Seller, ""));
    }

    [Fact]
    public async Task Each_user_has_their_own()
    {
        await SaveAsync(Numbered(5));

        await RaiseAsync(Seller, "phone", 2);

        Assert.Null(await Store.GetSyncKeyAsync(Customer, "phone"));
        Assert.Null(await Store.GetHighestSyncKeyAsync(Customer));
    }

    [Fact]
    public async Task The_users_highest_is_that_of_the_device_that_is_furthest()
    {
        await SaveAsync(Numbered(5));

        await RaiseAsync(Seller, "phone", 2);
        await RaiseAsync(Seller, "desk", 4);
        await RaiseAsync(Seller, "tablet", 3);

        Assert.Equal(4, await Store.GetHighestSyncKeyAsync(Seller));
    }

    [Fact]
    public async Task It_is_raised_but_never_lowered()
    {
        await SaveAsync(Numbered(5));

        await RaiseAsync(Seller, "phone", 3);
        await RaiseAsync(Seller, "phone", 1);
        Assert.Equal(3, await Store.GetSyncKeyAsync(Seller, "phone"));

        await RaiseAsync(Seller, "phone", 5);
        Assert.Equal(5, await Store.GetSyncKeyAsync(Seller, "phone"));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(User.MaxId)]
    [InlineData(long.MaxValue)]
    public async Task It_never_passes_the_queues_newest(long key)
    {
        await SaveAsync(Numbered(5));

        await RaiseAsync(Seller, "phone", key);
        Assert.Equal(5, await Store.GetSyncKeyAsync(Seller, "phone"));

        await SaveAsync(Numbered(5));
        Assert.Equal(5, await Store.GetSyncKeyAsync(Seller, "phone"));

        await RaiseAsync(Seller, "phone", 7);
        Assert.Equal(7, await Store.GetSyncKeyAsync(Seller, "phone"));
    }

    [Fact]
    public async Task It_is_never_below_0()
    {
        await RaiseAsync(Seller, "phone", -5);
        Assert.Equal(0, await Store.GetSyncKeyAsync(Seller, "phone"));
    }

    [Fact]
    public async Task The_newest_of_an_empty_queue_is_0()
    {
        await RaiseAsync(Nobody, "phone", 5);

        Assert.Equal(0, await Store.GetSyncKeyAsync(Nobody, "phone"));
        Assert.Equal(0, await Store.GetHighestSyncKeyAsync(Nobody));
        Assert.Equal([0], await Store.LatestKeysAsync([Nobody]));
    }

    [Fact]
    public async Task A_device_without_a_name_is_a_device()
    {
        await SaveAsync(Numbered(5));

        await RaiseAsync(Seller, "", 3);

        Assert.Equal(3, await Store.GetSyncKeyAsync(Seller, ""));
    }

    [Fact]
    public async Task Of_many_raised_at_once_the_highest_remains()
    {
        await SaveAsync(Numbered(50));

        await Task.WhenAll(Enumerable.Range(1, 50).Reverse().Select(key => Task.Run(() => RaiseAsync(Seller, "phone", key)))).SoonAsync();

        Assert.Equal(50, await Store.GetSyncKeyAsync(Seller, "phone"));
    }

    [Fact]
    public async Task It_outlives_closing()
    {
        await SaveAsync(Numbered(5));
        await RaiseAsync(Seller, "phone", 2);
        await RaiseAsync(Seller, "desk", 4);

        await ReopenAsync();

        Assert.Equal(2, await Store.GetSyncKeyAsync(Seller, "phone"));
        Assert.Equal(4, await Store.GetHighestSyncKeyAsync(Seller));
        await RaiseAsync(Seller, "desk", 3);
        Assert.Equal(4, await Store.GetSyncKeyAsync(Seller, "desk"));
    }

    private Task RaiseAsync(User user, string device, long key) => Store.RaiseSyncKeyAsync(user, device, key).SoonAsync();
}
