using KefuChat.Storage.Assignments;
using KefuChat.Storage.Sharding;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage;

/// <summary>A shard's assignments are read in the order in which they changed; each change of one has a later time than the last.</summary>
public abstract class ShardChangesContract(StoreBackend backend) : AssignmentContract(backend)
{
    [Fact]
    public async Task They_come_in_the_order_of_their_changes()
    {
        await PutAsync(1, Noon + 2);
        await PutAsync(2, Noon + 1);
        await PutAsync(3, Noon + 4);
        await PutAsync(4, Noon + 3);
        await ChangeAsync(11, 11, isOpen: false, customer: new(7, 2), at: Noon + 5);

        Assert.Equal([1, 4, 3, 2], await ReadAsync(0, 10));

        await ReopenAsync();

        Assert.Equal([1, 4, 3, 2], await ReadAsync(0, 10));
    }

    [Theory]
    [InlineData(0, 1, new long[] { 1 })]
    [InlineData(0, 3, new long[] { 1, 2, 3 })]
    [InlineData(0, int.MaxValue, new long[] { 1, 2, 3, 4 })]
    [InlineData(Noon, 10, new long[] { 2, 3, 4 })]
    [InlineData(Noon + 1, 1, new long[] { 3 })]
    [InlineData(Noon + 3, 10, new long[0])]
    [InlineData(long.MaxValue, 10, new long[0])]
    public async Task So_many_behind_a_time(long afterMs, int limit, long[] customers)
    {
        for (var customer = 1; customer <= 4; customer++)
        {
            await PutAsync(customer, Noon + customer - 1);
        }

        Assert.Equal(customers, await ReadAsync(afterMs, limit));
    }

    [Fact]
    public async Task Those_of_the_last_ones_millisecond_come_whole()
    {
        foreach (var (customer, at) in ((long, long)[])[(1, Noon), (2, Noon + 1), (3, Noon + 1), (4, Noon + 1), (5, Noon + 2)])
        {
            await PutAsync(customer, at);
        }

        Assert.Equal([1], await ReadAsync(0, 1));
        Assert.Equal([1, 2, 3, 4], (await ReadAsync(0, 2)).Order());
        Assert.Equal([2, 3, 4], (await ReadAsync(Noon, 1)).Order());
        Assert.Equal([5], await ReadAsync(Noon + 1, 1));
    }

    [Fact]
    public async Task They_come_as_they_are_whoever_made_them()
    {
        await SaveAsync(FromCustomer("hi"));
        var put = new AssignmentCopy(new(OtherShop, OtherCustomer, 13, IsOpen: false, Noon + 1, 11, "wants an invoice"), IsUsed: false);
        await Stores.Shards.PutAssignmentsAsync([put]).SoonAsync();
        var claimed = (await ClaimAsync(at: Noon + 2, shop: OtherShop)).Assignment;

        Assert.Equal(
            [
                new AssignmentCopy(new(Shop, Customer, Seller.Uid, IsOpen: true, Noon), IsUsed: true),
                put,
                new AssignmentCopy(Assert.IsType<Assignment>(claimed), IsUsed: false),
            ],
            await Stores.Shards.ReadAssignmentsAsync(0, 10));
    }

    [Fact]
    public async Task Each_is_told_as_soon_as_a_message_has_made_it()
    {
        for (var customer = 1; customer <= 5; customer++)
        {
            await SaveAsync(FromCustomer("hi", customer: new(7, customer), at: Noon + customer));

            Assert.Equal([customer], await ReadAsync(Noon + customer - 1, 10));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-60_000)]
    public async Task Each_change_is_later_than_the_one_before_whatever_the_clock_says(long offMs)
    {
        List<Assignment?> changes = [(await ClaimAsync(sellers: [11])).Assignment];
        foreach (var isOpen in (bool[])[false, true, false])
        {
            changes.Add((await ChangeAsync(11, 11, isOpen, at: Noon + offMs)).Assignment);
        }

        changes.Add((await ClaimAsync(sellers: [11], at: Noon + offMs)).Assignment);
        changes.Add((await ChangeAsync(11, 12, isOpen: true, at: Noon + offMs)).Assignment);
        changes.Add((await ClaimAsync(sellers: [13], at: Noon + offMs)).Assignment);
        changes.Add((await ChangeAsync(13, 13, isOpen: false, at: Noon + offMs)).Assignment);
        Assert.True((await SaveAsync(FromCustomer("hi", at: Noon + offMs)))[0].IsReopened);
        changes.Add(await GetAsync());

        Assert.Equal(Enumerable.Range(0, changes.Count).Select(i => Noon + i), changes.Select(change => change?.ChangedAtMs ?? 0));
    }

    [Fact]
    public async Task A_visitors_that_takes_the_place_of_a_customers_is_later_than_that()
    {
        await ClaimAsync(sellers: [11], at: Noon + 5);
        await ChangeAsync(11, 11, isOpen: false, at: Noon + 6);
        await ClaimAsync(OtherCustomer, sellers: [12]);

        await Stores.Customers.MergeAsync(OtherCustomer, Customer).SoonAsync();

        Assert.Equal(new Assignment(Shop, Customer, 12, IsOpen: true, Noon + 7), await GetAsync());
    }

    /// <summary>An assignment of a customer, by uid, that has changed at a time.</summary>
    private Task PutAsync(long customer, long at) => Stores.Shards.PutAssignmentsAsync(
        [new AssignmentCopy(new Assignment(Shop, new(7, customer), 11, IsOpen: true, at), IsUsed: false)]).SoonAsync();

    /// <summary>The uids of their customers.</summary>
    private async Task<List<long>> ReadAsync(long afterMs, int limit) =>
        [.. (await Stores.Shards.ReadAssignmentsAsync(afterMs, limit)).Select(copy => copy.Assignment.Customer.Uid)];
}
