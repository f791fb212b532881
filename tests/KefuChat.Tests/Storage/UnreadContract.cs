using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Conversations;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage;

/// <summary>What lists of conversations tell of reading: how much is unread, and how far both sides have read.</summary>
public abstract class UnreadContract(StoreBackend backend) : StoreContract(backend)
{
    private static readonly Conversation Theirs = Between(Customer, Seller);

    [Fact]
    public async Task Unread_are_the_messages_of_the_other_side()
    {
        await SaveAsync(FromCustomer("a"), FromCustomer("b"), FromSeller("c"), FromCustomer("d"));

        Assert.Equal((3, 0, 0), await ReadAsync(Seller, Party.Seller));
        Assert.Equal((1, 0, 0), await ReadAsync(Customer, Party.Customer));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 0)]
    public async Task Unread_are_those_behind_the_read_position(long position, int unread)
    {
        await SaveAsync(FromCustomer("a"), FromCustomer("b"), FromSeller("c"), FromCustomer("d"));

        await RaiseAsync(Seller, Party.Seller, Theirs, position);

        Assert.Equal((unread, position, 0), await ReadAsync(Seller, Party.Seller));
        Assert.Equal((1, 0, position), await ReadAsync(Customer, Party.Customer));
    }

    [Fact]
    public async Task Messages_that_come_after_reading_are_unread()
    {
        await SaveAsync(FromCustomer("a"), FromCustomer("b"));
        await RaiseAsync(Seller, Party.Seller, Theirs, 2);
        Assert.Equal((0, 2, 0), await ReadAsync(Seller, Party.Seller));

        await SaveAsync(FromCustomer("c"), FromCustomer("d"));

        Assert.Equal((2, 2, 0), await ReadAsync(Seller, Party.Seller));
    }

    [Fact]
    public async Task Reading_one_conversation_leaves_the_others_unread()
    {
        await SaveAsync(FromCustomer("a"), FromCustomer("b", customer: OtherCustomer), FromCustomer("c", shop: OtherShop), FromCustomer("d"));

        await RaiseAsync(Seller, Party.Seller, Theirs, 4);

        Assert.Equal([("d", 0), ("c", 1), ("b", 1)], await UnreadAsync(Seller, Party.Seller));
    }

    [Fact]
    public async Task A_read_position_on_a_message_of_another_conversation_counts_what_lies_behind_it()
    {
        await SaveAsync(FromCustomer("a"), FromCustomer("b", customer: OtherCustomer), FromCustomer("c"));

        await RaiseAsync(Seller, Party.Seller, Theirs, 2);

        Assert.Equal([("c", 1), ("b", 1)], await UnreadAsync(Seller, Party.Seller));
    }

    [Fact]
    public async Task How_far_the_other_side_read_is_told_in_the_asking_users_keys()
    {
        await SaveAsync(
            FromCustomer("another's", customer: OtherCustomer),
            FromSeller("1"),
            FromSeller("2", seller: OtherSeller),
            FromSeller("3"));

        await RaiseAsync(Customer, Party.Customer, Theirs, 2);

        Assert.Equal((0, 0, 2), await ReadAsync(Seller, Party.Seller));
        Assert.Equal((0, 0, 1), await ReadAsync(OtherSeller, Party.Seller));
    }

    [Fact]
    public async Task Unread_are_counted_no_further_than_anybody_cares()
    {
        await SaveAsync(Numbered(ConversationSummary.MostUnread + 5));
        Assert.Equal((ConversationSummary.MostUnread, 0, 0), await ReadAsync(Seller, Party.Seller));

        await RaiseAsync(Seller, Party.Seller, Theirs, 6);

        Assert.Equal((ConversationSummary.MostUnread - 1, 6, 0), await ReadAsync(Seller, Party.Seller));
    }

    [Fact]
    public async Task What_one_writes_to_oneself_is_never_unread()
    {
        await SaveAsync(FromCustomer("a", customer: Seller), FromSeller("b", customer: Seller));

        Assert.Equal([("b", 0)], await UnreadAsync(Seller, Party.Seller));
        Assert.Equal([("b", 0)], await UnreadAsync(Seller, Party.Customer));
    }

    [Fact]
    public async Task It_outlives_closing()
    {
        await SaveAsync(FromCustomer("a"), FromCustomer("b", customer: OtherCustomer), FromCustomer("c"));
        await RaiseAsync(Seller, Party.Seller, Theirs, 1);

        await ReopenAsync();

        Assert.Equal([("c", 1), ("b", 1)], await UnreadAsync(Seller, Party.Seller));
    }

    private Task<ReadPosition> RaiseAsync(User user, Party party, Conversation conversation, long key) =>
        Stores.Conversations.RaiseReadPositionAsync(user, party, conversation, key).SoonAsync();

    private async Task<IReadOnlyList<ConversationSummary>> ListAsync(User user, Party party) =>
        (await Stores.Conversations.ListAsync(new ConversationsRequest(user, party, long.MaxValue, 100))).Conversations;

    private async Task<IReadOnlyList<(string Last, int Unread)>> UnreadAsync(User user, Party party) =>
        [.. (await ListAsync(user, party)).Select(summary => (summary.Last.Message.Text(), summary.Unread))];

    /// <summary>What the latest of a user's conversations tells of reading.</summary>
    private async Task<(int Unread, long ReadKey, long OtherReadKey)> ReadAsync(User user, Party party)
    {
        var summary = (await ListAsync(user, party))[0];
        return (summary.Unread, summary.ReadKey, summary.OtherReadKey);
    }
}
