using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Conversations;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage;

/// <summary>How far a user has read in a conversation: raised, never lowered, never past the queue's newest.</summary>
public abstract class ReadPositionContract(StoreBackend backend) : StoreContract(backend)
{
    private static readonly Conversation Theirs = Between(Customer, Seller);

    [Fact]
    public async Task Where_nothing_was_read_it_is_0()
    {
        await SaveAsync(Numbered(5));

        Assert.Equal(default, await GetAsync(Seller, Party.Seller));
        Assert.Equal(default, await GetAsync(Customer, Party.Customer));
        Assert.Equal(default, await GetAsync(Nobody, Party.Customer));
        Assert.Equal(default, await GetAsync(Seller, Party.Seller, Between(Nobody, Seller)));
    }

    [Fact]
    public async Task It_is_raised_but_never_lowered()
    {
        await SaveAsync(Numbered(5));

        Assert.Equal((3, true), await RaiseAsync(Seller, Party.Seller, 3));
        Assert.Equal((3, false), await RaiseAsync(Seller, Party.Seller, 1));
        Assert.Equal((3, false), await RaiseAsync(Seller, Party.Seller, 3));
        Assert.Equal(3, (await GetAsync(Seller, Party.Seller)).Key);

        Assert.Equal((4, true), await RaiseAsync(Seller, Party.Seller, 4));
        Assert.Equal(4, (await GetAsync(Seller, Party.Seller)).Key);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(User.MaxId)]
    [InlineData(long.MaxValue)]
    public async Task It_never_passes_the_queues_newest(long key)
    {
        await SaveAsync(Numbered(5));

        Assert.Equal((5, true), await RaiseAsync(Seller, Party.Seller, key));

        await SaveAsync(Numbered(5));
        Assert.Equal(5, (await GetAsync(Seller, Party.Seller)).Key);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public async Task There_is_nothing_before_the_first_key(long key)
    {
        await SaveAsync(Numbered(5));

        Assert.Equal((0, false), await RaiseAsync(Seller, Party.Seller, key));
    }

    [Fact]
    public async Task The_two_of_a_conversation_have_their_own()
    {
        await SaveAsync(Numbered(5));

        await RaiseAsync(Seller, Party.Seller, 3);
        await RaiseAsync(Customer, Party.Customer, 5);

        Assert.Equal(3, (await GetAsync(Seller, Party.Seller)).Key);
        Assert.Equal(5, (await GetAsync(Customer, Party.Customer)).Key);
    }

    [Fact]
    public async Task Each_conversation_has_its_own()
    {
        await SaveAsync(FromCustomer("a"), FromCustomer("b", shop: OtherShop), FromCustomer("c", customer: OtherCustomer));

        await RaiseAsync(Seller, Party.Seller, 3);

        Assert.Equal(default, await GetAsync(Seller, Party.Seller, Between(Customer, Seller, OtherShop)));
        Assert.Equal(default, await GetAsync(Seller, Party.Seller, Between(OtherCustomer, Seller)));
    }

    [Fact]
    public async Task The_other_side_is_told_in_its_own_keys()
    {
        await SaveAsync(
            FromCustomer("another's", customer: OtherCustomer),
            FromCustomer("1"),
            FromCustomer("another's", customer: OtherCustomer),
            FromSeller("2"));

        Assert.Equal(new ReadPosition(3, 1, Seller.Uid, IsRaised: true), await RaiseWholeAsync(Seller, Party.Seller, 3));
        Assert.Equal(new ReadPosition(2, 4, Seller.Uid, IsRaised: true), await RaiseWholeAsync(Customer, Party.Customer, 2));
        Assert.Equal(new ReadPosition(2, 4, Seller.Uid, IsRaised: false), await GetAsync(Customer, Party.Customer));
    }

    [Fact]
    public async Task Before_the_conversations_first_message_the_other_side_is_told_nothing()
    {
        await SaveAsync(FromCustomer("another's", customer: OtherCustomer), FromCustomer("1"));

        Assert.Equal(new ReadPosition(1, 0, 0, IsRaised: true), await RaiseWholeAsync(Seller, Party.Seller, 1));
    }

    [Fact]
    public async Task A_customer_has_one_position_with_a_store_whichever_sellers_answer()
    {
        await SaveAsync(FromSeller("1"), FromSeller("2", seller: OtherSeller), FromSeller("3"));

        var first = await RaiseWholeAsync(Customer, Party.Customer, 2);
        Assert.Equal(new ReadPosition(2, 1, OtherSeller.Uid, IsRaised: true), first);
        Assert.Equal((2, false), await RaiseAsync(Customer, Party.Customer, 1, Between(Customer, OtherSeller)));
        Assert.Equal(first with { IsRaised = false }, await GetAsync(Customer, Party.Customer, Between(Customer, OtherSeller)));

        await SaveAsync(FromSeller("4", seller: OtherSeller));

        Assert.Equal(first with { IsRaised = false }, await GetAsync(Customer, Party.Customer, Theirs with { SellerId = 0 }));
        Assert.Equal(new ReadPosition(3, 2, Seller.Uid, IsRaised: true), await RaiseWholeAsync(Customer, Party.Customer, 3));
    }

    [Fact]
    public async Task Outsiders_read_nothing()
    {
        await SaveAsync(FromCustomer("a"), FromCustomer("b", customer: OtherCustomer), FromCustomer("c", customer: Seller, seller: OtherSeller));

        foreach (var (user, party) in ((User, Party)[])[
            (OtherCustomer, Party.Customer), (Nobody, Party.Customer), (OtherSeller, Party.Seller), (Seller, Party.Customer),
            (Customer, Party.Seller)])
        {
            Assert.Equal(default, await RaiseWholeAsync(user, party, 1));
            Assert.Equal(default, await GetAsync(user, party));
        }

        Assert.Equal(default, await GetAsync(Seller, Party.Seller));
        Assert.Equal(2, (await ConversationsAsync(Seller)).Sum(summary => summary.Unread));
    }

    [Fact]
    public async Task A_conversation_nobody_had_is_not_begun_by_reading_it()
    {
        await SaveAsync(FromCustomer("a"));
        var never = Between(Customer, Seller, OtherShop);

        Assert.Equal((0, false), await RaiseAsync(Seller, Party.Seller, 1, never));

        Assert.Equal(default, await GetAsync(Seller, Party.Seller, never));
        Assert.Single(await ConversationsAsync(Seller));
    }

    [Fact]
    public async Task It_outlives_closing()
    {
        await SaveAsync(Numbered(5));
        await RaiseAsync(Seller, Party.Seller, 3);

        await ReopenAsync();

        Assert.Equal(3, (await GetAsync(Seller, Party.Seller)).Key);
        Assert.Equal((3, false), await RaiseAsync(Seller, Party.Seller, 2));
    }

    private ValueTask<ReadPosition> GetAsync(User user, Party party, Conversation? conversation = null) =>
        Stores.Conversations.GetReadPositionAsync(user, party, conversation ?? Theirs);

    private Task<ReadPosition> RaiseWholeAsync(User user, Party party, long key, Conversation? conversation = null) =>
        Stores.Conversations.RaiseReadPositionAsync(user, party, conversation ?? Theirs, key).SoonAsync();

    private async Task<(long Key, bool IsRaised)> RaiseAsync(User user, Party party, long key, Conversation? conversation = null)
    {
        var position = await RaiseWholeAsync(user, party, key, conversation);
        return (position.Key, position.IsRaised);
    }
}
