using KefuChat.Protocol;
using KefuChat.Storage;
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

        Assert.Equal(0, await Store.GetReadPositionAsync(Seller, Theirs));
        Assert.Equal(0, await Store.GetReadPositionAsync(Nobody, Theirs));
        Assert.Equal(0, await Store.GetReadPositionAsync(Seller, Between(Nobody, Seller)));
    }

    [Fact]
    public async Task It_is_raised_but_never_lowered()
    {
        await SaveAsync(Numbered(5));

        await RaiseAsync(Seller, Theirs, 3);
        await RaiseAsync(Seller, Theirs, 1);
        Assert.Equal(3, await Store.GetReadPositionAsync(Seller, Theirs));

        await RaiseAsync(Seller, Theirs, 4);
        Assert.Equal(4, await Store.GetReadPositionAsync(Seller, Theirs));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(User.MaxId)]
    [InlineData(long.MaxValue)]
    public async Task It_never_passes_the_queues_newest(long key)
    {
        await SaveAsync(Numbered(5));

        await RaiseAsync(Seller, Theirs, key);
        Assert.Equal(5, await Store.GetReadPositionAsync(Seller, Theirs));

        await SaveAsync(Numbered(5));
        Assert.Equal(5, await Store.GetReadPositionAsync(Seller, Theirs));
    }

    [Fact]
    public async Task The_two_of_a_conversation_have_their_own()
    {
        await SaveAsync(Numbered(5));

        await RaiseAsync(Seller, Theirs, 3);
        await RaiseAsync(Customer, Theirs, 5);

        Assert.Equal(3, await Store.GetReadPositionAsync(Seller, Theirs));
        Assert.Equal(5, await Store.GetReadPositionAsync(Customer, Theirs));
    }

    [Fact]
    public async Task Each_conversation_has_its_own()
    {
        await SaveAsync(FromCustomer("a"), FromCustomer("b", shop: OtherShop), FromCustomer("c", customer: OtherCustomer));

        await RaiseAsync(Seller, Theirs, 3);

        Assert.Equal(0, await Store.GetReadPositionAsync(Seller, Between(Customer, Seller, OtherShop)));
        Assert.Equal(0, await Store.GetReadPositionAsync(Seller, Between(OtherCustomer, Seller)));
    }

    [Fact]
    public async Task Outsiders_read_nothing()
    {
        await SaveAsync(FromCustomer("a"), FromCustomer("b", customer: OtherCustomer));

        await RaiseAsync(OtherCustomer, Theirs, 1);
        await RaiseAsync(Nobody, Theirs, 1);

        Assert.Equal(0, await Store.GetReadPositionAsync(OtherCustomer, Theirs));
        Assert.Equal(0, await Store.GetReadPositionAsync(Nobody, Theirs));
        Assert.Equal(0, await Store.GetReadPositionAsync(Seller, Theirs));
        Assert.Equal(2, (await Store.ConversationsAsync(Seller, 10)).Sum(summary => summary.Unread));
    }

    [Fact]
    public async Task A_conversation_nobody_had_is_not_begun_by_reading_it()
    {
        await SaveAsync(FromCustomer("a"));

        await RaiseAsync(Seller, Between(Customer, Seller, OtherShop), 1);

        Assert.Equal(0, await Store.GetReadPositionAsync(Seller, Between(Customer, Seller, OtherShop)));
        Assert.Single(await Store.ConversationsAsync(Seller, 10));
    }

    [Fact]
    public async Task It_outlives_closing()
    {
        await SaveAsync(Numbered(5));
        await RaiseAsync(Seller, Theirs, 3);

        await ReopenAsync();

        Assert.Equal(3, await Store.GetReadPositionAsync(Seller, Theirs));
        await RaiseAsync(Seller, Theirs, 2);
        Assert.Equal(3, await Store.GetReadPositionAsync(Seller, Theirs));
    }

    private Task RaiseAsync(User user, Conversation conversation, long key) =>
        Store.RaiseReadPositionAsync(user, conversation, key).SoonAsync();
}
