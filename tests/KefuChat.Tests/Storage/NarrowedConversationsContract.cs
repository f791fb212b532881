using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Conversations;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage;

/// <summary>Lists of conversations that are narrowed, and how much is unread in all of them.</summary>
public abstract class NarrowedConversationsContract(StoreBackend backend) : AssignmentContract(backend)
{
    [Fact]
    public async Task Unread_are_those_in_which_the_other_side_wrote_behind_what_was_read()
    {
        await SaveAsync(
            FromCustomer("read", customer: NewCustomer()),
            FromCustomer("unread", customer: NewCustomer()),
            FromSeller("only my own", customer: NewCustomer()),
            FromCustomer("read up to here"),
            FromCustomer("unread as well"),
            FromSeller("answered without reading"));
        var first = (await ListAsync(Seller, Party.Seller, new()))[^1].Conversation;
        await RaiseAsync(Seller, Party.Seller, first, 1);
        await RaiseAsync(Seller, Party.Seller, Between(Customer, Seller), 4);

        Assert.Equal(["answered without reading", "unread"], await TextsAsync(Seller, Party.Seller, new(IsUnread: true)));

        await RaiseAsync(Seller, Party.Seller, Between(Customer, Seller), 5);

        Assert.Equal(["unread"], await TextsAsync(Seller, Party.Seller, new(IsUnread: true)));
    }

    [Fact]
    public async Task A_customers_unread_are_those_with_the_stores_that_wrote()
    {
        await SaveAsync(
            FromSeller("a"), FromSeller("b", seller: OtherSeller), FromCustomer("c", shop: OtherShop), FromSeller("d", shop: 5));
        await RaiseAsync(Customer, Party.Customer, Between(Customer, Seller, 5), 4);
        Assert.Equal(["b"], await TextsAsync(Customer, Party.Customer, new(IsUnread: true)));

        await RaiseAsync(Customer, Party.Customer, Between(Customer, Seller), 4);

        Assert.Empty(await TextsAsync(Customer, Party.Customer, new(IsUnread: true)));
    }

    [Fact]
    public async Task Mine_are_those_assigned_to_me_open_or_closed_and_those_in_no_store()
    {
        var seller = new User(1, Sellers[0]);
        var (open, closed, anothers) = (NewCustomer(), NewCustomer(), NewCustomer());
        foreach (var (customer, text, assigned) in ((User, string, long)[])[
            (open, "open", Sellers[0]), (closed, "closed", Sellers[0]), (anothers, "another's", Sellers[1])])
        {
            await ClaimAsync(customer, sellers: [assigned]);
            await SaveAsync(FromCustomer(text, customer: customer, seller: seller));
        }

        await SaveAsync(FromCustomer("in no store", seller: seller, shop: 0));
        await ChangeAsync(Sellers[0], Sellers[0], isOpen: false, closed);

        Assert.Equal(["in no store", "closed", "open"], await TextsAsync(seller, Party.Seller, new(IsMine: true)));
        Assert.Equal(["in no store", "open"], await TextsAsync(seller, Party.Seller, new(ConversationState.Open, IsMine: true)));
        Assert.Equal(["closed"], await TextsAsync(seller, Party.Seller, new(ConversationState.Closed, IsMine: true)));
        Assert.Equal(["another's", "closed"], await TextsAsync(seller, Party.Seller, new(ConversationState.Closed)));
    }

    [Fact]
    public async Task Those_with_one_customer_are_the_sellers_own_with_all_stores()
    {
        await SaveAsync(
            FromCustomer("a"),
            FromCustomer("b", customer: OtherCustomer),
            FromCustomer("c", shop: OtherShop),
            FromCustomer("d", shop: OtherShop, seller: OtherSeller));

        Assert.Equal(["c", "a"], await TextsAsync(Seller, Party.Seller, new(Customer: Customer)));
        Assert.Equal(["a"], await TextsAsync(Seller, Party.Seller, new(Customer: Customer), before: 3));
        Assert.Empty(await TextsAsync(Seller, Party.Seller, new(Customer: Nobody)));
        Assert.Equal(["d", "a"], await TextsAsync(Customer, Party.Customer, new(Customer: OtherCustomer)));
    }

    [Fact]
    public async Task Narrowed_lists_are_paged()
    {
        foreach (var (customer, name) in Enumerable.Range(1, 6).Select(i => (NewCustomer(), $"{i}")))
        {
            await SaveAsync(FromCustomer(name, customer: customer));
            if (name is "2" or "5")
            {
                await RaiseAsync(Seller, Party.Seller, Between(customer, Seller), 6);
            }
        }

        Assert.Equal(("6 4", true), await PageAsync(long.MaxValue));
        Assert.Equal(("3 1", false), await PageAsync(4));
        Assert.Equal(("", false), await PageAsync(1));
    }

    [Fact]
    public async Task Unread_messages_are_counted_over_all_conversations()
    {
        Assert.Equal(new UnreadCount(0, 0), await CountAsync(Seller, Party.Seller));
        await SaveAsync(
            FromCustomer("a"), FromCustomer("b"), FromCustomer("c", customer: OtherCustomer), FromSeller("d"), FromSeller("e", shop: OtherShop));

        Assert.Equal(new UnreadCount(2, 3), await CountAsync(Seller, Party.Seller));
        Assert.Equal(new UnreadCount(2, 2), await CountAsync(Customer, Party.Customer));

        await RaiseAsync(Seller, Party.Seller, Between(Customer, Seller), 1);
        await RaiseAsync(Customer, Party.Customer, Between(Customer, Seller), 5);

        Assert.Equal(new UnreadCount(2, 2), await CountAsync(Seller, Party.Seller));
        Assert.Equal(new UnreadCount(1, 1), await CountAsync(Customer, Party.Customer));
    }

    [Fact]
    public async Task Unread_are_counted_no_further_than_anybody_cares()
    {
        const int Most = ConversationSummary.MostUnread;
        await SaveAsync([.. Numbered(Most), FromCustomer("one more", customer: OtherCustomer)]);
        Assert.Equal(new UnreadCount(2, Most), await CountAsync(Seller, Party.Seller));

        await SaveAsync([.. Enumerable.Range(1, Most).Select(_ => FromCustomer("hello", customer: NewCustomer()))]);

        Assert.Equal(new UnreadCount(Most, Most), await CountAsync(Seller, Party.Seller));
    }

    private Task<ReadPosition> RaiseAsync(User user, Party party, Conversation conversation, long key) =>
        Stores.Conversations.RaiseReadPositionAsync(user, party, conversation, key).SoonAsync();

    private async Task<UnreadCount> CountAsync(User user, Party party) => await Stores.Conversations.CountUnreadAsync(user, party);

    private async Task<IReadOnlyList<ConversationSummary>> ListAsync(User user, Party party, Narrowing narrowing, long before = long.MaxValue) =>
        (await Stores.Conversations.ListAsync(new ConversationsRequest(
            user, party, before, 100, narrowing.State, narrowing.IsUnread, narrowing.IsMine, narrowing.Customer))).Conversations;

    private async Task<IEnumerable<string>> TextsAsync(User user, Party party, Narrowing narrowing, long before = long.MaxValue) =>
        (await ListAsync(user, party, narrowing, before)).Select(summary => summary.Last.Message.Text());

    private async Task<(string Texts, bool HasMore)> PageAsync(long before)
    {
        var page = await Stores.Conversations.ListAsync(new ConversationsRequest(Seller, Party.Seller, before, 2, IsUnread: true));
        return (string.Join(' ', page.Conversations.Select(summary => summary.Last.Message.Text())), page.HasMore);
    }

    /// <summary>What of a list is asked for.</summary>
    private readonly record struct Narrowing(
        ConversationState? State = null, bool IsUnread = false, bool IsMine = false, User? Customer = null);
}
