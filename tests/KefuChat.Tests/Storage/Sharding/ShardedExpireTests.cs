using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage.Sharding;

/// <summary>The limit is each shard's, and a message that two shards hold is counted in both.</summary>
public sealed class ShardedExpireTests() : ExpireContract(new ShardedBackend())
{
    public override async Task The_shops_old_ones_go_oldest_first()
    {
        await SaveAsync(
            FromCustomer("1", at: Noon - 3),
            FromCustomer("another shop's", at: Noon - 2, shop: OtherShop),
            FromCustomer("2", at: Noon - 2),
            FromCustomer("3", at: Noon - 1),
            FromCustomer("4", at: Noon));

        Assert.Equal(2 + 2, await ExpireAsync(2));
        Assert.Equal("2:another shop's 4:3 5:4", await HeldAsync(Customer));
        Assert.Equal("2:another shop's 4:3 5:4", await HeldAsync(Seller));

        Assert.Equal(1 + 1, await ExpireAsync(2));
        Assert.Equal(0, await ExpireAsync(2));
        Assert.Equal("2:another shop's 5:4", await HeldAsync(Seller));
    }

    public override async Task A_closed_assignment_stays_while_another_sellers_messages_do()
    {
        await SaveAsync(FromCustomer("1", at: Noon - 2), FromCustomer("2", seller: OtherSeller));
        await CloseAsync(Customer);

        Assert.Equal(1 + 1, await ExpireAsync(1000));

        Assert.NotNull(await AssignmentAsync(Customer));
    }
}
