using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage;

/// <summary>A shop's old messages are removed, and only those.</summary>
public abstract class ExpireContract(StoreBackend backend) : CustomerDataContract(backend)
{
    [Fact]
    public virtual async Task The_shops_old_ones_go_oldest_first()
    {
        await SaveAsync(
            FromCustomer("1", at: Noon - 4),
            FromCustomer("2", at: Noon - 3, customer: OtherCustomer),
            FromSeller("3", at: Noon - 2),
            FromCustomer("another shop's", at: Noon - 2, shop: OtherShop),
            FromCustomer("no shop's", at: Noon - 2, shop: 0),
            FromCustomer("4", at: Noon - 1, seller: OtherSeller),
            FromCustomer("5", at: Noon));

        Assert.Equal(2, await ExpireAsync(2));
        Assert.Equal("2:3 3:another shop's 4:no shop's 5:4 6:5", await HeldAsync(Customer));
        Assert.Equal("", await HeldAsync(OtherCustomer));

        Assert.Equal(2, await ExpireAsync(3));
        Assert.Equal("3:another shop's 4:no shop's 6:5", await HeldAsync(Customer));
        Assert.Equal("", await HeldAsync(OtherSeller));
        Assert.Equal(0, await ExpireAsync(3));
    }

    [Fact]
    public async Task Keys_go_on()
    {
        await SaveAsync(FromCustomer("1", at: Noon - 2), FromCustomer("2", at: Noon - 1));
        await ExpireAsync(1000);
        Assert.Equal((2L, 2L), await EndAsync(Customer));

        await ReopenAsync();
        await SaveAsync(FromCustomer("3"));

        Assert.Equal("3:3", await HeldAsync(Customer));
        Assert.Equal("3:3", await HeldAsync(Seller));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_open_assignment_stays_and_a_closed_one_goes_with_the_last_message(bool isOpen)
    {
        await SaveAsync(FromCustomer("1", at: Noon - 2), FromCustomer("2", at: Noon - 1));
        if (!isOpen)
        {
            await CloseAsync(Customer);
        }

        await ExpireAsync(1);
        Assert.NotNull(await AssignmentAsync(Customer));

        await ExpireAsync(1);
        Assert.Equal(isOpen, await AssignmentAsync(Customer) is not null);
    }

    [Fact]
    public virtual async Task A_closed_assignment_stays_while_another_sellers_messages_do()
    {
        await SaveAsync(FromCustomer("1", at: Noon - 2), FromCustomer("2", seller: OtherSeller));
        await CloseAsync(Customer);

        Assert.Equal(1, await ExpireAsync(1000));

        Assert.NotNull(await AssignmentAsync(Customer));
    }

    [Fact]
    public async Task Of_a_shop_nobody_wrote_to_nothing_expires()
    {
        await SaveAsync(FromCustomer("1", at: Noon - 1));

        Assert.Equal(0, await Stores.Customers.ExpireAsync(OtherShop, Noon, 1000).SoonAsync());
    }

    private protected Task<int> ExpireAsync(int limit) => Stores.Customers.ExpireAsync(Shop, Noon, limit).SoonAsync();
}
