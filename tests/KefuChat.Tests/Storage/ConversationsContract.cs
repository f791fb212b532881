using System.Globalization;
using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Conversations;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage;

/// <summary>A user's conversations, latest first, with the last message and how far both sides have read.</summary>
public abstract class ConversationsContract(StoreBackend backend) : StoreContract(backend)
{
    private static readonly Conversation Theirs = Between(Customer, Seller);

    [Fact]
    public async Task The_conversation_written_to_last_comes_first()
    {
        await SaveAsync(
            FromCustomer("a"),
            FromCustomer("b", customer: OtherCustomer),
            FromCustomer("c", shop: OtherShop));
        Assert.Equal(["c", "b", "a"], await LastTextsAsync(Seller, Party.Seller));

        await SaveAsync(FromSeller("d", customer: OtherCustomer));

        Assert.Equal(["d", "c", "a"], await LastTextsAsync(Seller, Party.Seller));
        Assert.Equal(["c", "a"], await LastTextsAsync(Customer, Party.Customer));
    }

    [Fact]
    public async Task A_conversation_names_both_sides_and_its_last_message_with_the_asking_users_key()
    {
        await SaveAsync(FromCustomer("elsewhere", customer: OtherCustomer), FromCustomer("a"), FromSeller("b", at: Noon + 1));

        var sellers = (await ListAsync(Seller, Party.Seller))[0];
        var customers = Assert.Single(await ListAsync(Customer, Party.Customer));

        Assert.Equal((Theirs, Theirs), (sellers.Conversation, customers.Conversation));
        Assert.Equal((3, "b", Noon + 1), (sellers.Last.SyncKey, sellers.Last.Message.Text(), sellers.Last.Message.TimestampMs));
        Assert.Equal(2, customers.Last.SyncKey);
    }

    [Fact]
    public async Task A_customer_has_one_with_each_store_and_each_seller_ones_own_part_of_it()
    {
        await SaveAsync(
            FromCustomer("a", shop: 0),
            FromSeller("b", seller: OtherSeller, shop: 0),
            FromCustomer("c"));

        Assert.Equal(["c", "b"], await LastTextsAsync(Customer, Party.Customer));
        Assert.Equal(OtherSeller.Uid, (await ListAsync(Customer, Party.Customer))[1].Conversation.SellerId);
        Assert.Equal(["c", "a"], await LastTextsAsync(Seller, Party.Seller));
        Assert.Equal(["b"], await LastTextsAsync(OtherSeller, Party.Seller));
        Assert.Equal(1, (await ListAsync(Customer, Party.Customer)).Sum(summary => summary.Unread));
    }

    [Fact]
    public async Task A_seller_who_writes_as_a_customer_has_both_lists()
    {
        await SaveAsync(FromCustomer("bought", customer: Seller, seller: OtherSeller), FromCustomer("sold"));

        Assert.Equal(["bought"], await LastTextsAsync(Seller, Party.Customer));
        Assert.Equal(["sold"], await LastTextsAsync(Seller, Party.Seller));
    }

    [Fact]
    public async Task Pages_follow_one_another_to_the_end()
    {
        await SaveAsync([.. Enumerable.Range(1, 5).Select(i =>
            FromCustomer(i.ToString(CultureInfo.InvariantCulture), customer: new User(7, i)))]);

        Assert.Equal(("5 4", true), await PageAsync(Seller, Party.Seller, long.MaxValue, 2));
        Assert.Equal(("3 2", true), await PageAsync(Seller, Party.Seller, 4, 2));
        Assert.Equal(("1", false), await PageAsync(Seller, Party.Seller, 2, 2));
        Assert.Equal(("", false), await PageAsync(Seller, Party.Seller, 1, 2));
        Assert.Equal(("5 4 3 2 1", false), await PageAsync(Seller, Party.Seller, long.MaxValue, 5));
    }

    [Fact]
    public async Task A_customers_pages_follow_one_another_too()
    {
        await SaveAsync([.. Enumerable.Range(1, 3).Select(i => FromCustomer(i.ToString(CultureInfo.InvariantCulture), shop: i))]);

        Assert.Equal(("3 2", true), await PageAsync(Customer, Party.Customer, long.MaxValue, 2));
        Assert.Equal(("1", false), await PageAsync(Customer, Party.Customer, 2, 2));
    }

    [Fact]
    public async Task A_page_ends_with_the_conversation_whose_last_message_makes_it_large()
    {
        var content = new string('x', CustomerMessage.MaxContentBytes);
        await SaveAsync([.. Enumerable.Range(1, 40).Select(i => FromCustomer(content, customer: new User(7, i)))]);

        var page = await Stores.Conversations.ListAsync(new ConversationsRequest(Seller, Party.Seller, long.MaxValue, 1000));

        Assert.Equal(((SyncPage.ContentBytes / content.Length) + 1, true), (page.Conversations.Count, page.HasMore));
    }

    [Fact]
    public async Task In_no_store_all_are_open()
    {
        await SaveAsync(FromCustomer("a", shop: 0));

        foreach (var (user, party) in ((User, Party)[])[(Seller, Party.Seller), (Customer, Party.Customer)])
        {
            Assert.Single(await ListAsync(user, party, ConversationState.Open));
            Assert.Empty(await ListAsync(user, party, ConversationState.Closed));
            Assert.Null((await ListAsync(user, party))[0].Assignment);
        }
    }

    [Fact]
    public async Task Whoever_never_wrote_or_was_written_to_has_none()
    {
        await SaveAsync(FromCustomer("a"));

        Assert.Empty(await ListAsync(Nobody, Party.Customer));
        Assert.Empty(await ListAsync(OtherSeller, Party.Seller));
        Assert.Empty(await ListAsync(Customer, Party.Seller));
        Assert.Empty(await ListAsync(Seller, Party.Customer));
    }

    [Fact]
    public async Task One_is_found_by_its_two_sides_as_their_lists_show_it()
    {
        await SaveAsync(FromCustomer("a"), FromSeller("b"), FromCustomer("elsewhere", shop: OtherShop));

        foreach (var (user, party) in ((User, Party)[])[(Seller, Party.Seller), (Customer, Party.Customer)])
        {
            var found = await Stores.Conversations.FindAsync(user, party, Theirs);
            Assert.Equal(Answer.Of((await ListAsync(user, party))[1]), Answer.Of(Assert.IsType<ConversationSummary>(found)));
        }
    }

    [Fact]
    public async Task One_is_found_by_nobody_else()
    {
        await SaveAsync(
            FromCustomer("a"), FromCustomer("b", customer: OtherCustomer), FromCustomer("c", seller: OtherSeller, shop: OtherShop));

        Assert.Null(await Stores.Conversations.FindAsync(OtherCustomer, Party.Customer, Theirs));
        Assert.Null(await Stores.Conversations.FindAsync(OtherSeller, Party.Seller, Theirs));
        Assert.Null(await Stores.Conversations.FindAsync(Seller, Party.Customer, Theirs));
        Assert.Null(await Stores.Conversations.FindAsync(Nobody, Party.Customer, Theirs));
        Assert.Null(await Stores.Conversations.FindAsync(Customer, Party.Customer, Theirs with { StoreId = 99 }));
    }

    private async Task<IReadOnlyList<ConversationSummary>> ListAsync(User user, Party party, ConversationState? state = null) =>
        (await Stores.Conversations.ListAsync(new ConversationsRequest(user, party, long.MaxValue, 100, state))).Conversations;

    private async Task<(string Texts, bool HasMore)> PageAsync(User user, Party party, long before, int limit)
    {
        var page = await Stores.Conversations.ListAsync(new ConversationsRequest(user, party, before, limit));
        return (string.Join(' ', page.Conversations.Select(summary => summary.Last.Message.Text())), page.HasMore);
    }

    private async Task<IReadOnlyList<string>> LastTextsAsync(User user, Party party) =>
        [.. (await ListAsync(user, party)).Select(summary => summary.Last.Message.Text())];
}
