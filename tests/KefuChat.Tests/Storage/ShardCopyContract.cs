using KefuChat.Storage;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage;

/// <summary>A copy of a message is stored as any message is, and leaves the assignment to its customer's shard.</summary>
public abstract class ShardCopyContract(StoreBackend backend) : AssignmentContract(backend)
{
    private const long Later = Noon + 60_000;

    [Fact]
    public async Task It_is_stored_once_in_both_queues()
    {
        await SaveAsync(FromCustomer("1"), FromCustomer("2", uuid: "a") with { IsCopy = true });

        var again = await Store.SaveAsync(FromCustomer("2", uuid: "a") with { IsCopy = true }).SoonAsync();

        Assert.Equal(new SaveResult(SaveStatus.Duplicate, 2, 2, Noon), again);
        Assert.Equal(["1", "2"], await TextsAsync(Customer));
        Assert.Equal(["1", "2"], await TextsAsync(Seller));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_makes_no_assignment(bool isCustomers)
    {
        var copy = isCustomers ? FromCustomer("hi") : FromSeller("hi");

        var result = (await SaveAsync(copy with { IsCopy = true }))[0];

        Assert.Equal(new SaveResult(SaveStatus.Stored, 1, 1, Noon), result);
        Assert.Null(await GetAsync());

        await ReopenAsync();

        Assert.Null(await GetAsync());
    }

    [Fact]
    public async Task A_message_behind_it_makes_one()
    {
        await SaveAsync(FromCustomer("1") with { IsCopy = true }, FromCustomer("2", at: Later));

        Assert.Equal(new(Shop, Customer, Seller.Uid, IsOpen: true, Later), await GetAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_opens_no_closed_one(bool isReopenedStore)
    {
        await SaveAsync(FromCustomer("1"));
        var closed = (await ChangeAsync(Seller.Uid, Seller.Uid, isOpen: false)).Assignment;
        if (isReopenedStore)
        {
            await ReopenAsync();
        }

        var copies = await SaveAsync(FromCustomer("2", at: Later) with { IsCopy = true }, FromSeller("3", at: Later) with { IsCopy = true });

        Assert.All(copies, result => Assert.False(result.IsReopened));
        Assert.Equal(closed, await GetAsync());
        Assert.True((await SaveAsync(FromCustomer("4", at: Later)))[0].IsReopened);
    }

    [Fact]
    public async Task It_leaves_an_open_one_as_it_is()
    {
        var claimed = (await ClaimAsync(present: [11])).Assignment;

        await SaveAsync(FromCustomer("1", at: Later) with { IsCopy = true }, FromCustomer("2", at: Later) with { IsCopy = true });

        Assert.Equal(claimed, await GetAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_that_is_there_is_used_by_it(bool isOpen)
    {
        await ClaimAsync(sellers: [11], at: Noon - 10);
        await ChangeAsync(11, 11, isOpen, at: Noon - 5);
        await ClaimAsync(OtherCustomer, at: Noon - 10);

        await SaveAsync(FromCustomer("hi", seller: OtherSeller) with { IsCopy = true });

        Assert.Equal(1, await Stores.Assignments.ForgetUnusedAsync(Later).SoonAsync());
        Assert.Equal((11, isOpen), ((await GetAsync())?.SellerId, (await GetAsync())?.IsOpen));
        Assert.Null(await GetAsync(OtherCustomer));
    }

    [Fact]
    public async Task A_check_tells_what_is_there_and_stores_nothing()
    {
        var check = FromCustomer("1", uuid: "u") with { IsCheck = true };
        Assert.Equal(SaveResult.Absent, await Store.SaveAsync(check).SoonAsync());

        await SaveAsync(FromCustomer("1", uuid: "u"), FromSeller("2") with { DedupeId = "d" });

        Assert.True((await Store.SaveAsync(check).SoonAsync()) is { Status: SaveStatus.Duplicate or SaveStatus.Reused, SenderKey: 1 });
        Assert.Equal(SaveResult.Absent, await Store.SaveAsync(check with { Message = FromCustomer("", "v").Message }).SoonAsync());
        Assert.Equal(SaveResult.Absent, await Store.SaveAsync(check with { Sender = Nobody }).SoonAsync());
        Assert.Equal(SaveStatus.Reused, (await Store.SaveAsync(check with { Receiver = OtherSeller }).SoonAsync()).Status);
        Assert.Equal(["1", "2"], await TextsAsync(Customer));
    }

    [Fact]
    public async Task Checks_among_saves_are_answered_in_the_senders_order()
    {
        var requests = Enumerable.Range(0, 100).Select(i => FromCustomer($"{i}", uuid: $"{i / 2}") with { IsCheck = i % 2 == 1 });

        var results = await Task.WhenAll(requests.Select(Store.SaveAsync)).SoonAsync();

        Assert.Equal(Enumerable.Range(0, 100).Select(i => i % 2 == 0), results.Select(result => result.Status == SaveStatus.Stored));
        await ReopenAsync();
        Assert.Equal(50, (await TextsAsync(Customer)).Count);
    }
}
