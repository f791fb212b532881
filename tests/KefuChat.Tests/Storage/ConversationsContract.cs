using KefuChat.Protocol;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage;

/// <summary>A user's conversations, latest first, with the last message and how many are unread.</summary>
public abstract class ConversationsContract(StoreBackend backend) : StoreContract(backend)
{
    [Fact]
    public async Task The_conversation_written_to_last_comes_first()
    {
        await SaveAsync(
            FromCustomer("a"),
            FromCustomer("b", customer: OtherCustomer),
            FromCustomer("c", shop: OtherShop));
        Assert.Equal(["c", "b", "a"], await LastTextsAsync(Seller));

        await SaveAsync(FromSeller("d", customer: OtherCustomer));

        Assert.Equal(["d", "c", "a"], await LastTextsAsync(Seller));
        Assert.Equal(["c", "a"], await LastTextsAsync(Customer));
    }

    [Fact]
    public async Task A_conversation_names_both_sides_and_its_last_message_with_the_asking_users_key()
    {
        await SaveAsync(FromCustomer("elsewhere", customer: OtherCustomer), FromCustomer("a"), FromSeller("b", at: Noon + 1));

        var summary = (await Store.ConversationsAsync(Seller, 10))[0];

        Assert.Equal(Between(Customer, Seller), summary.Conversation);
        Assert.Equal((3, "b", Noon + 1), (summary.Last.SyncKey, summary.Last.Message.Text(), summary.Last.Message.TimestampMs));
        Assert.Equal(2, (await Store.ConversationsAsync(Customer, 10))[0].Last.SyncKey);
    }

    [Fact]
    public async Task Unread_are_the_messages_of_the_other_side()
    {
        await SaveAsync(FromCustomer("a"), FromCustomer("b"), FromSeller("c"), FromCustomer("d"));

        Assert.Equal([3], await UnreadAsync(Seller));
        Assert.Equal([1], await UnreadAsync(Customer));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 0)]
    public async Task Unread_are_those_behind_the_read_position(long position, int unread)
    {
        await SaveAsync(FromCustomer("a"), FromCustomer("b"), FromSeller("c"), FromCustomer("d"));

        await Store.RaiseReadPositionAsync(Seller, Between(Customer, Seller), position).SoonAsync();

        Assert.Equal([unread], await UnreadAsync(Seller));
        Assert.Equal([1], await UnreadAsync(Customer));
    }

    [Fact]
    public async Task Messages_that_come_after_reading_are_unread()
    {
        await SaveAsync(FromCustomer("a"), FromCustomer("b"));
        await Store.RaiseReadPositionAsync(Seller, Between(Customer, Seller), 2).SoonAsync();
        Assert.Equal([0], await UnreadAsync(Seller));

        await SaveAsync(FromCustomer("c"), FromCustomer("d"));

        Assert.Equal([2], await UnreadAsync(Seller));
    }

    [Fact]
    public async Task Reading_one_conversation_leaves_the_others_unread()
    {
        await SaveAsync(FromCustomer("a"), FromCustomer("b", customer: OtherCustomer), FromCustomer("c", shop: OtherShop), FromCustomer("d"));

        await Store.RaiseReadPositionAsync(Seller, Between(Customer, Seller), 4).SoonAsync();

        Assert.Equal([("d", 0), ("c", 1), ("b", 1)], await ListAsync(Seller));
    }

    [Fact]
    public async Task A_read_position_on_a_message_of_another_conversation_counts_what_lies_behind_it()
    {
        await SaveAsync(FromCustomer("a"), FromCustomer("b", customer: OtherCustomer), FromCustomer("c"));

        await Store.RaiseReadPositionAsync(Seller, Between(Customer, Seller), 2).SoonAsync();

        Assert.Equal([("c", 1), ("b", 1)], await ListAsync(Seller));
    }

    [Fact]
    public async Task What_one_writes_to_oneself_is_never_unread()
    {
        await SaveAsync(FromCustomer("a", customer: Seller), FromSeller("b", customer: Seller));

        Assert.Equal([("b", 0)], await ListAsync(Seller));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task No_more_than_asked_for_and_the_latest_of_them(int limit)
    {
        await SaveAsync(FromCustomer("a"), FromCustomer("b", customer: OtherCustomer), FromCustomer("c", shop: OtherShop));

        Assert.Equal(((string[])["c", "b", "a"]).Take(limit), (await Store.ConversationsAsync(Seller, limit)).Select(c => c.Last.Message.Text()));
    }

    [Fact]
    public async Task Whoever_never_wrote_or_was_written_to_has_none()
    {
        await SaveAsync(FromCustomer("a"));

        Assert.Empty(await Store.ConversationsAsync(Nobody, 10));
        Assert.Empty(await Store.ConversationsAsync(OtherSeller, 10));
    }

    [Fact]
    public async Task The_list_outlives_closing()
    {
        await SaveAsync(FromCustomer("a"), FromCustomer("b", customer: OtherCustomer), FromCustomer("c"));
        await Store.RaiseReadPositionAsync(Seller, Between(Customer, Seller), 1).SoonAsync();

        await ReopenAsync();

        Assert.Equal([("c", 1), ("b", 1)], await ListAsync(Seller));
    }

    private async Task<IReadOnlyList<(string Last, int Unread)>> ListAsync(User user) =>
        [.. (await Store.ConversationsAsync(user, 100)).Select(summary => (summary.Last.Message.Text(), summary.Unread))];

    private async Task<IReadOnlyList<string>> LastTextsAsync(User user) => [.. (await ListAsync(user)).Select(item => item.Last)];

    private async Task<IReadOnlyList<int>> UnreadAsync(User user) => [.. (await ListAsync(user)).Select(item => item.Unread)];
}
