using KefuChat.Storage.Conversations;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage.Sharding;

/// <summary>What is brought from one shard to another comes behind what was there.</summary>
public sealed class ShardedRemovedConversationsTests() : RemovedConversationsContract(new ShardedBackend())
{
    public override async Task What_both_said_to_a_seller_is_one_conversation_in_its_order()
    {
        await SaveAsync(FromCustomer("1"), FromCustomer("2", customer: Visitor), FromSeller("3"), FromSeller("4", customer: Visitor));

        await MergeAsync();

        Assert.Equal("1 3 2 4", await HistoryAsync());
        Assert.Equal(("4", 2), await OnlyAsync(Seller, Party.Seller));
        Assert.Equal(("4", 2), await OnlyAsync(Customer, Party.Customer));
    }
}
