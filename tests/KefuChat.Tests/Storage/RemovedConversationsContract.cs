using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Conversations;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage;

/// <summary>Conversations are right after messages were merged, erased or expired.</summary>
public abstract class RemovedConversationsContract(StoreBackend backend) : CustomerDataContract(backend)
{
    private protected static readonly User Visitor = new(7, User.MaxId);

    [Fact]
    public virtual async Task What_both_said_to_a_seller_is_one_conversation_in_its_order()
    {
        await SaveAsync(FromCustomer("1"), FromCustomer("2", customer: Visitor), FromSeller("3"), FromSeller("4", customer: Visitor));

        await MergeAsync();

        Assert.Equal("1 2 3 4", await HistoryAsync());
        Assert.Equal(("4", 2), await OnlyAsync(Seller, Party.Seller));
        Assert.Equal(("4", 2), await OnlyAsync(Customer, Party.Customer));
        Assert.Empty((await ListAsync(Visitor, Party.Customer)).Conversations);
    }

    [Fact]
    public async Task A_conversation_that_only_the_visitor_had_is_the_customers()
    {
        await SaveAsync(FromCustomer("1", customer: Visitor), FromSeller("2", customer: Visitor));

        await MergeAsync();
        await SaveAsync(FromCustomer("3"));

        Assert.Equal("1 2 3", await HistoryAsync());
        Assert.Equal(("3", 2), await OnlyAsync(Seller, Party.Seller));
    }

    [Fact]
    public async Task What_the_visitor_read_the_customer_has_read()
    {
        await SaveAsync(
            FromCustomer("own", customer: Customer, shop: OtherShop),
            FromSeller("1", customer: Visitor),
            FromSeller("2", customer: Visitor),
            FromSeller("3", customer: Visitor));
        await Stores.Conversations.RaiseReadPositionAsync(Visitor, Party.Customer, Between(Visitor, Seller), 2).SoonAsync();

        await MergeAsync();

        var position = await Stores.Conversations.GetReadPositionAsync(Customer, Party.Customer, Between(Customer, Seller));
        Assert.Equal((3, 3), (position.Key, position.OtherKey));
        Assert.Equal(1, (await FindAsync())?.Unread);
    }

    [Fact]
    public async Task What_the_seller_read_of_either_is_read()
    {
        await SaveAsync(FromCustomer("1"), FromCustomer("2", customer: Visitor), FromCustomer("3", customer: Visitor));
        await Stores.Conversations.RaiseReadPositionAsync(Seller, Party.Seller, Between(Customer, Seller), 1).SoonAsync();
        await Stores.Conversations.RaiseReadPositionAsync(Seller, Party.Seller, Between(Visitor, Seller), 2).SoonAsync();

        await MergeAsync();

        Assert.Equal(("3", 1), await OnlyAsync(Seller, Party.Seller));
    }

    [Fact]
    public async Task Words_of_the_visitors_are_found_by_the_customer_and_no_longer_by_the_visitor()
    {
        await SaveAsync(FromCustomer("red shoes", customer: Visitor), FromCustomer("blue shoes", customer: Visitor, seller: OtherSeller));
        await SaveAsync(FromCustomer("old shoes"));
        Assert.Equal("blue shoes, red shoes", await SearchAsync(Visitor));

        await MergeAsync();

        Assert.Equal("", await SearchAsync(Visitor));
        Assert.Equal("blue shoes, old shoes, red shoes", string.Join(", ", (await SearchAsync(Customer)).Split(", ").Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Of_an_erased_customer_nothing_is_listed_or_found()
    {
        await SaveAsync(FromCustomer("red shoes"), FromCustomer("old shoes", customer: OtherCustomer));
        Assert.Equal("old shoes, red shoes", await SearchAsync(Seller));

        await Stores.Customers.EraseAsync(Customer, 1000).SoonAsync();

        Assert.Equal("old shoes", await SearchAsync(Seller));
        Assert.Equal("", await HistoryAsync());
        Assert.Null(await FindAsync());
        Assert.Equal(("old shoes", 1), await OnlyAsync(Seller, Party.Seller));
    }

    [Fact]
    public async Task Half_erased_it_goes_on_with_what_is_there()
    {
        await SaveAsync(FromCustomer("1"), FromSeller("2"), FromSeller("3"));
        await Stores.Conversations.RaiseReadPositionAsync(Customer, Party.Customer, Between(Customer, Seller), 1).SoonAsync();

        await Stores.Customers.EraseAsync(Customer, 2).SoonAsync();

        Assert.Equal("3", await HistoryAsync());
        Assert.Equal(("3", 1), await OnlyAsync(Customer, Party.Customer));
        Assert.Equal(("3", 0), await OnlyAsync(Seller, Party.Seller));
    }

    [Fact]
    public async Task An_expired_conversation_is_gone_and_begins_anew()
    {
        await SaveAsync(FromCustomer("1", at: Noon - 2), FromCustomer("2", at: Noon - 1, customer: OtherCustomer));
        await Stores.Conversations.RaiseReadPositionAsync(Seller, Party.Seller, Between(Customer, Seller), 1).SoonAsync();

        await Stores.Customers.ExpireAsync(Shop, Noon, 1000).SoonAsync();
        Assert.Empty((await ListAsync(Seller, Party.Seller)).Conversations);
        Assert.Equal("", await SearchAsync(Seller, "1"));

        await SaveAsync(FromCustomer("3"));
        Assert.Equal(("3", 1), await OnlyAsync(Seller, Party.Seller));
        Assert.Equal("3", await HistoryAsync());
    }

    private protected async Task MergeAsync() => await Stores.Customers.MergeAsync(Visitor, Customer).SoonAsync();

    private protected async Task<string> HistoryAsync() => string.Join(' ', (await Stores.Conversations.HistoryAsync(
        new Conversation(Customer.AppId, Customer.Uid, Shop, SellerId: 0), HistoryRange.Newest(100))).Messages.Select(message => message.Message.Text()));

    private async Task<ConversationsPage> ListAsync(User user, Party party) =>
        await Stores.Conversations.ListAsync(new ConversationsRequest(user, party, long.MaxValue, 100));

    /// <summary>The last message of the user's one conversation, and how many are unread.</summary>
    private protected async Task<(string Last, int Unread)> OnlyAsync(User user, Party party)
    {
        var only = Assert.Single((await ListAsync(user, party)).Conversations);
        return (only.Last.Message.Text(), only.Unread);
    }

    private async Task<ConversationSummary?> FindAsync() =>
        await Stores.Conversations.FindAsync(Customer, Party.Customer, Between(Customer, Seller));

    private async Task<string> SearchAsync(User user, string text = "shoes") =>
        string.Join(", ", (await Stores.Conversations.SearchAsync(user, text, long.MaxValue, 100)).Messages.Texts());
}
