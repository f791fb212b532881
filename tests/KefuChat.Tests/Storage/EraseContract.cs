using KefuChat.Storage;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage;

/// <summary>What is kept of a customer is removed, a step at a time; others keep theirs, and keys are never given twice.</summary>
public abstract class EraseContract(StoreBackend backend) : CustomerDataContract(backend)
{
    [Fact]
    public async Task The_oldest_go_first_and_fewer_than_the_limit_are_the_last()
    {
        await SaveAsync(FromCustomer("1"), FromSeller("2"), FromCustomer("another's", customer: OtherCustomer), FromCustomer("3"), FromCustomer("4"));

        Assert.Equal(2, await EraseAsync(2));
        Assert.Equal("3:3 4:4", await HeldAsync(Customer));
        Assert.Equal("3:another's 4:3 5:4", await HeldAsync(Seller));

        Assert.Equal(2, await EraseAsync(2));
        Assert.Equal(0, await EraseAsync(2));
        Assert.Equal("", await HeldAsync(Customer));
        Assert.Equal("3:another's", await HeldAsync(Seller));
        Assert.Equal("1:another's", await HeldAsync(OtherCustomer));
    }

    [Fact]
    public async Task Of_all_shops_and_sellers()
    {
        await SaveAsync(FromCustomer("1"), FromCustomer("2", shop: OtherShop), FromSeller("3", seller: OtherSeller), FromCustomer("4", shop: 0));

        Assert.Equal(4, await EraseAsync(1000));

        Assert.Equal(("", "", ""), (await HeldAsync(Customer), await HeldAsync(Seller), await HeldAsync(OtherSeller)));
    }

    [Fact]
    public async Task With_the_last_message_go_assignments_and_what_devices_confirmed()
    {
        await SaveAsync(FromCustomer("1"), FromCustomer("2", shop: OtherShop));
        await Store.RaiseSyncKeyAsync(Customer, "phone", 2).SoonAsync();

        await EraseAsync(1);
        Assert.Equal(2, await Store.GetSyncKeyAsync(Customer, "phone"));
        Assert.NotNull(await AssignmentAsync(Customer));

        await EraseAsync(2);
        Assert.Null(await Store.GetHighestSyncKeyAsync(Customer));
        Assert.Null(await AssignmentAsync(Customer));
        Assert.Null(await AssignmentAsync(Customer, OtherShop));
    }

    [Fact]
    public async Task Keys_go_on_and_a_sync_ends_at_the_newest()
    {
        await SaveAsync(FromCustomer("another's", customer: OtherCustomer), FromCustomer("1"), FromCustomer("2"));
        await EraseAsync(1000);
        Assert.Equal((2L, 2L), await EndAsync(Customer));
        Assert.Equal((3L, 3L), await EndAsync(Seller));
        Assert.Equal(3, (await Store.SyncAsync(Seller, 1, 10)).EndKey);

        await ReopenAsync();

        Assert.Equal((2L, 2L), await EndAsync(Customer));
        await SaveAsync(FromCustomer("3"));
        Assert.Equal("3:3", await HeldAsync(Customer));
        Assert.Equal("1:another's 4:3", await HeldAsync(Seller));
    }

    [Fact]
    public async Task A_page_goes_over_a_hole()
    {
        await SaveAsync(FromCustomer("1", customer: OtherCustomer), FromCustomer("2"), FromCustomer("3", customer: OtherCustomer), FromCustomer("4"));
        await EraseAsync(1000);

        var first = await Store.SyncAsync(Seller, 0, 1);
        var second = await Store.SyncAsync(Seller, first.EndKey, 1);

        Assert.Equal(("1", true, 1), (Assert.Single(first.Messages.Texts()), first.HasMore, first.EndKey));
        Assert.Equal(("3", false, 4), (Assert.Single(second.Messages.Texts()), second.HasMore, second.EndKey));
    }

    [Fact]
    public async Task What_was_erased_may_be_said_again()
    {
        await SaveAsync(FromCustomer("1", uuid: "u"));
        await EraseAsync(1000);

        Assert.Equal(new SaveResult(SaveStatus.Stored, 2, 2, Noon), await AgainAsync(FromCustomer("1", uuid: "u")));
        Assert.Equal("2:1", await HeldAsync(Customer));
        Assert.Equal(Seller.Uid, (await AssignmentAsync(Customer))?.SellerId);
    }

    [Fact]
    public async Task What_a_seller_was_written_by_others_is_not_the_sellers_own()
    {
        await SaveAsync(FromCustomer("to the seller"), FromCustomer("by the seller", customer: Seller, seller: OtherSeller));

        Assert.Equal(1, await Stores.Customers.EraseAsync(Seller, 1000).SoonAsync());

        Assert.Equal("1:to the seller", await HeldAsync(Seller));
        Assert.Equal("", await HeldAsync(OtherSeller));
    }

    [Fact]
    public async Task Of_somebody_unknown_there_is_nothing_to_erase() =>
        Assert.Equal(0, await Stores.Customers.EraseAsync(Nobody, 1000).SoonAsync());

    private Task<int> EraseAsync(int limit) => Stores.Customers.EraseAsync(Customer, limit).SoonAsync();
}
