using KefuChat.Protocol;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage;

/// <summary>The messages of one conversation, newest first, with the asking user's own keys and for nobody else.</summary>
public abstract class HistoryContract(StoreBackend backend) : StoreContract(backend)
{
    [Fact]
    public async Task A_conversation_is_read_newest_first_page_by_page_before_the_last_key_seen()
    {
        await SaveAsync(Numbered(5));

        Assert.Equal([(5, "5"), (4, "4")], await HistoryAsync(Seller, long.MaxValue, 2));
        Assert.Equal([(3, "3"), (2, "2")], await HistoryAsync(Seller, 4, 2));
        Assert.Equal([(1, "1")], await HistoryAsync(Seller, 2, 2));
        Assert.Empty(await HistoryAsync(Seller, 1, 2));
    }

    [Fact]
    public async Task Both_directions_belong_to_it()
    {
        await SaveAsync(FromCustomer("question"), FromSeller("answer"), FromCustomer("thanks"));

        Assert.Equal([(3, "thanks"), (2, "answer"), (1, "question")], await HistoryAsync(Customer, long.MaxValue, 10));
    }

    [Fact]
    public async Task The_keys_are_those_of_the_asking_users_queue()
    {
        await SaveAsync(
            FromCustomer("another's", customer: OtherCustomer),
            FromCustomer("question"),
            FromCustomer("another's", customer: OtherCustomer),
            FromSeller("answer"),
            FromCustomer("to another", seller: OtherSeller),
            FromCustomer("thanks"));

        Assert.Equal([(5, "thanks"), (4, "answer"), (2, "question")], await HistoryAsync(Seller, long.MaxValue, 10));
        Assert.Equal([(4, "thanks"), (2, "answer"), (1, "question")], await HistoryAsync(Customer, long.MaxValue, 10));
    }

    [Fact]
    public async Task A_key_of_another_conversation_is_a_point_in_the_queue_too()
    {
        await SaveAsync(FromCustomer("a"), FromCustomer("another's", customer: OtherCustomer), FromCustomer("b"));

        Assert.Equal([(1, "a")], await HistoryAsync(Seller, 2, 10));
        Assert.Equal([(1, "a")], await HistoryAsync(Seller, 3, 10));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(1000)]
    [InlineData(User.MaxId)]
    public async Task Before_a_key_behind_the_newest_is_before_the_end(long before)
    {
        await SaveAsync(Numbered(5));

        Assert.Equal([(5, "5"), (4, "4")], await HistoryAsync(Seller, before, 2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task There_is_nothing_before_the_first_key(long before)
    {
        await SaveAsync(Numbered(5));

        Assert.Empty(await HistoryAsync(Seller, before, 2));
    }

    [Fact]
    public async Task The_same_two_have_a_conversation_for_each_shop()
    {
        await SaveAsync(FromCustomer("here"), FromCustomer("there", shop: OtherShop), FromCustomer("nowhere", shop: 0));

        Assert.Equal([(1, "here")], await HistoryAsync(Customer, long.MaxValue, 10));
        Assert.Equal(["there"], (await Store.HistoryAsync(Customer, Between(Customer, Seller, OtherShop), long.MaxValue, 10)).Texts());
        Assert.Equal(["nowhere"], (await Store.HistoryAsync(Seller, Between(Customer, Seller, 0), long.MaxValue, 10)).Texts());
    }

    [Fact]
    public async Task Customers_of_the_same_uid_in_two_apps_have_conversations_of_their_own()
    {
        var here = new User(7, 55);
        var there = new User(8, 55);
        await SaveAsync(FromCustomer("here", customer: here), FromCustomer("there", customer: there));

        Assert.Equal(["here"], (await Store.HistoryAsync(Seller, Between(here, Seller), long.MaxValue, 10)).Texts());
        Assert.Equal(["there"], (await Store.HistoryAsync(Seller, Between(there, Seller), long.MaxValue, 10)).Texts());
        Assert.Empty(await Store.HistoryAsync(there, Between(here, Seller), long.MaxValue, 10));
    }

    [Fact]
    public async Task Outsiders_get_nothing()
    {
        await SaveAsync(
            FromCustomer("private"),
            FromCustomer("another's", customer: OtherCustomer),
            FromCustomer("another's", seller: OtherSeller));

        Assert.Empty(await HistoryAsync(OtherCustomer, long.MaxValue, 10));
        Assert.Empty(await HistoryAsync(OtherSeller, long.MaxValue, 10));
        Assert.Empty(await HistoryAsync(Nobody, long.MaxValue, 10));
    }

    [Fact]
    public async Task A_conversation_nobody_had_is_empty()
    {
        await SaveAsync(FromCustomer("hi"));

        Assert.Empty(await Store.HistoryAsync(Customer, Between(Customer, OtherSeller), long.MaxValue, 10));
        Assert.Empty(await Store.HistoryAsync(Customer, Between(Customer, Seller, OtherShop), long.MaxValue, 10));
    }

    [Fact]
    public async Task A_conversation_with_oneself_has_each_message_once()
    {
        await SaveAsync(FromCustomer("a", customer: Seller), FromSeller("b", customer: Seller));

        var history = await Store.HistoryAsync(Seller, Between(Seller, Seller), long.MaxValue, 10);

        Assert.Equal([(2, "b"), (1, "a")], history.Select(entry => (entry.SyncKey, entry.Message.Text())));
    }

    [Fact]
    public async Task History_outlives_closing()
    {
        await SaveAsync(FromCustomer("question"), FromSeller("answer"));

        await ReopenAsync();

        Assert.Equal([(2, "answer"), (1, "question")], await HistoryAsync(Seller, long.MaxValue, 10));
    }

    /// <summary>The history of the customer's and the seller's conversation, as a user sees it.</summary>
    private async Task<(long Key, string Text)[]> HistoryAsync(User user, long before, int limit) =>
        [.. (await Store.HistoryAsync(user, Between(Customer, Seller), before, limit)).Select(entry => (entry.SyncKey, entry.Message.Text()))];
}
