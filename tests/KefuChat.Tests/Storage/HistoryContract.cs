using System.Globalization;
using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Conversations;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage;

/// <summary>The messages of a conversation, a page at a time in both directions, under their keys in both queues.</summary>
public abstract class HistoryContract(StoreBackend backend) : StoreContract(backend)
{
    private static readonly Conversation Theirs = Between(Customer, Seller);

    [Fact]
    public async Task However_many_sellers_were_written_to_a_page_is_a_page()
    {
        const int count = 40;
        await SaveAsync([.. Enumerable.Range(1, count).Select(i => FromCustomer($"{i}", seller: new User(1, 100 + i)))]);
        var whole = new Conversation(Customer.AppId, Customer.Uid, Shop, SellerId: 0);

        var before = await Stores.Conversations.HistoryAsync(whole, HistoryRange.Before(39, 2));
        var after = await Stores.Conversations.HistoryAsync(whole, HistoryRange.After(38, 5));

        Assert.Equal((37L, 38L, true), (before.Messages[0].Position, before.Messages[^1].Position, before.HasMore));
        Assert.Equal((39L, 40L, false), (after.Messages[0].Position, after.Messages[^1].Position, after.HasMore));
    }

    [Fact]
    public async Task A_conversation_is_read_backwards_page_by_page_to_its_beginning()
    {
        await SaveAsync(Numbered(5));

        Assert.Equal(("4 5", true), await PageAsync(HistoryRange.Newest(2)));
        Assert.Equal(("2 3", true), await PageAsync(HistoryRange.Before(4, 2)));
        Assert.Equal(("1", false), await PageAsync(HistoryRange.Before(2, 2)));
        Assert.Equal(("", false), await PageAsync(HistoryRange.Before(1, 2)));
    }

    [Fact]
    public async Task A_conversation_is_read_forwards_page_by_page_to_its_end()
    {
        await SaveAsync(Numbered(5));

        Assert.Equal(("1 2", true), await PageAsync(HistoryRange.After(0, 2)));
        Assert.Equal(("3 4", true), await PageAsync(HistoryRange.After(2, 2)));
        Assert.Equal(("5", false), await PageAsync(HistoryRange.After(4, 2)));
        Assert.Equal(("", false), await PageAsync(HistoryRange.After(5, 2)));
    }

    [Fact]
    public async Task A_page_that_ends_with_the_last_message_has_no_more()
    {
        await SaveAsync(Numbered(4));

        Assert.Equal(("1 2", false), await PageAsync(HistoryRange.Before(3, 2)));
        Assert.Equal(("3 4", false), await PageAsync(HistoryRange.After(2, 2)));
    }

    [Fact]
    public async Task Both_directions_belong_to_it_under_their_keys_in_both_queues()
    {
        await SaveAsync(
            FromCustomer("another's", customer: OtherCustomer),
            FromCustomer("question"),
            FromCustomer("another's", customer: OtherCustomer),
            FromSeller("answer"),
            FromCustomer("to another", seller: OtherSeller),
            FromCustomer("thanks"));

        Assert.Equal([(1, 2, "question"), (2, 4, "answer"), (4, 5, "thanks")], await KeysAsync(Theirs));
    }

    [Fact]
    public async Task Without_a_seller_it_is_all_of_the_customers_with_the_store()
    {
        await SaveAsync(
            FromCustomer("1"),
            FromCustomer("2", seller: OtherSeller),
            FromCustomer("elsewhere", shop: OtherShop),
            FromSeller("3"),
            FromCustomer("another's", customer: OtherCustomer),
            FromSeller("4", seller: OtherSeller));
        var whole = Theirs with { SellerId = 0 };

        Assert.Equal([(1, 1, "1"), (2, 1, "2"), (4, 3, "3"), (5, 2, "4")], await KeysAsync(whole));
        Assert.Equal(("3 4", true), await PageAsync(HistoryRange.Newest(2), whole));
        Assert.Equal(("1 2", false), await PageAsync(HistoryRange.Before(4, 2), whole));
        Assert.Equal(("2 3", true), await PageAsync(HistoryRange.After(1, 2), whole));
    }

    [Fact]
    public async Task Many_sellers_messages_are_paged_in_the_order_they_were_stored()
    {
        await SaveAsync([.. Enumerable.Range(1, 60).Select(i =>
            FromCustomer(i.ToString(CultureInfo.InvariantCulture), seller: new User(1, 10 + (i * 7 % 5))))]);
        var whole = Theirs with { SellerId = 0 };

        var forwards = new List<string>();
        HistoryPage page;
        do
        {
            page = await Stores.Conversations.HistoryAsync(whole, HistoryRange.After(forwards.Count, 7));
            forwards.AddRange(page.Messages.Select(message => message.Message.Text()));
        }
        while (page.HasMore);

        Assert.Equal(Enumerable.Range(1, 60).Select(i => i.ToString(CultureInfo.InvariantCulture)), forwards);
    }

    [Fact]
    public async Task A_position_in_another_conversation_is_a_place_too()
    {
        await SaveAsync(FromCustomer("a"), FromCustomer("elsewhere", shop: OtherShop), FromCustomer("b"));

        Assert.Equal(("a", false), await PageAsync(HistoryRange.Before(2, 10)));
        Assert.Equal(("b", false), await PageAsync(HistoryRange.After(2, 10)));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(1000)]
    [InlineData(User.MaxId)]
    [InlineData(long.MaxValue)]
    public async Task Behind_the_newest_is_the_end(long position)
    {
        await SaveAsync(Numbered(5));

        Assert.Equal(("4 5", true), await PageAsync(HistoryRange.Before(position, 2)));
        Assert.Equal(("", false), await PageAsync(HistoryRange.After(position, 2)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public async Task There_is_nothing_before_the_first(long position)
    {
        await SaveAsync(Numbered(5));

        Assert.Equal(("", false), await PageAsync(HistoryRange.Before(position, 2)));
        Assert.Equal(("1 2", true), await PageAsync(HistoryRange.After(position, 2)));
    }

    [Fact]
    public async Task The_same_two_have_a_conversation_for_each_shop()
    {
        await SaveAsync(FromCustomer("here"), FromCustomer("there", shop: OtherShop), FromCustomer("nowhere", shop: 0));

        Assert.Equal([(1, 1, "here")], await KeysAsync(Theirs));
        Assert.Equal([(2, 2, "there")], await KeysAsync(Between(Customer, Seller, OtherShop)));
        Assert.Equal([(3, 3, "nowhere")], await KeysAsync(Between(Customer, Seller, 0)));
    }

    [Fact]
    public async Task Customers_of_the_same_uid_in_two_apps_have_conversations_of_their_own()
    {
        var here = new User(7, 55);
        var there = new User(8, 55);
        await SaveAsync(FromCustomer("here", customer: here), FromCustomer("there", customer: there));

        Assert.Equal([(1, 1, "here")], await KeysAsync(Between(here, Seller)));
        Assert.Equal([(1, 2, "there")], await KeysAsync(Between(there, Seller)));
    }

    [Fact]
    public async Task A_conversation_nobody_had_is_empty()
    {
        await SaveAsync(FromCustomer("hi"));

        Assert.Empty(await KeysAsync(Between(Customer, OtherSeller)));
        Assert.Empty(await KeysAsync(Between(Customer, Seller, OtherShop)));
        Assert.Empty(await KeysAsync(Between(Nobody, Seller)));
    }

    [Fact]
    public async Task A_conversation_with_oneself_has_each_message_once()
    {
        await SaveAsync(FromCustomer("a", customer: Seller), FromSeller("b", customer: Seller));

        Assert.Equal([(1, 1, "a"), (2, 2, "b")], await KeysAsync(Between(Seller, Seller)));
    }

    [Fact]
    public async Task A_page_ends_with_the_message_whose_content_makes_it_large()
    {
        var content = new string('x', CustomerMessage.MaxContentBytes);
        await SaveAsync([.. Enumerable.Range(0, 40).Select(_ => FromCustomer(content))]);
        var most = (SyncPage.ContentBytes / content.Length) + 1;

        var newest = await Stores.Conversations.HistoryAsync(Theirs, HistoryRange.Newest(1000));
        var first = await Stores.Conversations.HistoryAsync(Theirs, HistoryRange.After(0, 1000));

        Assert.Equal((most, 40, true), (newest.Messages.Count, newest.Messages[^1].Position, newest.HasMore));
        Assert.Equal((most, 1, true), (first.Messages.Count, first.Messages[0].Position, first.HasMore));
    }

    [Fact]
    public async Task History_outlives_closing()
    {
        await SaveAsync(FromCustomer("question"), FromSeller("answer"));

        await ReopenAsync();

        Assert.Equal([(1, 1, "question"), (2, 2, "answer")], await KeysAsync(Theirs));
    }

    private async Task<(string Texts, bool HasMore)> PageAsync(HistoryRange range, Conversation? conversation = null)
    {
        var page = await Stores.Conversations.HistoryAsync(conversation ?? Theirs, range);
        return (string.Join(' ', page.Messages.Select(message => message.Message.Text())), page.HasMore);
    }

    private async Task<(long Position, long SellerKey, string Text)[]> KeysAsync(Conversation conversation) =>
        [.. (await Stores.Conversations.HistoryAsync(conversation, HistoryRange.Newest(100))).Messages
            .Select(message => (message.Position, message.SellerKey, message.Message.Text()))];
}
