using KefuChat.Protocol;
using KefuChat.Storage;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage;

/// <summary>A sync gives what follows a key, in order, a page at a time; the newest key says how far there is to go.</summary>
public abstract class SyncContract(StoreBackend backend) : StoreContract(backend)
{
    [Theory]
    [InlineData(0, 4, 1, 4, true)]
    [InlineData(0, 5, 1, 5, false)]
    [InlineData(0, 6, 1, 5, false)]
    [InlineData(0, 1, 1, 1, true)]
    [InlineData(2, 2, 3, 4, true)]
    [InlineData(2, 3, 3, 5, false)]
    [InlineData(4, 1, 5, 5, false)]
    [InlineData(0, int.MaxValue, 1, 5, false)]
    public async Task A_page_of_a_queue_of_five(long after, int limit, int first, int last, bool hasMore)
    {
        await SaveAsync(Numbered(5));

        var page = await Store.SyncAsync(Seller, after, limit);

        Assert.Equal(Enumerable.Range(first, last - first + 1).Select(key => (long)key), page.Messages.Select(entry => entry.SyncKey));
        Assert.Equal(Numbered(5)[(first - 1)..last].Select(request => request.Message.Text()), page.Messages.Texts());
        Assert.Equal(hasMore, page.HasMore);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(User.MaxId)]
    [InlineData(long.MaxValue)]
    public async Task Nothing_follows_the_newest_key(long after)
    {
        await SaveAsync(Numbered(5));

        var page = await Store.SyncAsync(Seller, after, 10);

        Assert.Empty(page.Messages);
        Assert.False(page.HasMore);
    }

    [Fact]
    public async Task A_page_of_large_messages_ends_when_its_bytes_are_reached()
    {
        var content = new string('x', 32_000);
        await SaveAsync([.. Enumerable.Range(1, 40).Select(_ => FromCustomer(content))]);
        var most = (SyncPage.ContentBytes + 31_999) / 32_000;

        var first = await Store.SyncAsync(Seller, 0, 1000);
        var rest = await Store.SyncAsync(Seller, first.Messages[^1].SyncKey, 1000);

        Assert.Equal((most, true), (first.Messages.Count, first.HasMore));
        Assert.Equal((40 - most, false), (rest.Messages.Count, rest.HasMore));
    }

    [Fact]
    public async Task An_unknown_user_has_an_empty_queue()
    {
        var page = await Store.SyncAsync(Nobody, 0, 10);

        Assert.Empty(page.Messages);
        Assert.False(page.HasMore);
        Assert.Equal([0], await Store.LatestKeysAsync([Nobody]));
    }

    [Fact]
    public async Task Page_after_page_gives_every_message_once()
    {
        await SaveAsync(Numbered(50));
        var seen = new List<StoredMessage>();

        SyncPage page;
        do
        {
            page = await Store.SyncAsync(Seller, seen.Count, 7);
            seen.AddRange(page.Messages);
        }
        while (page.HasMore);

        Assert.Equal(Numbered(50).Select(request => request.Message.Text()), seen.Texts());
    }

    [Fact]
    public async Task A_queue_holds_what_its_user_wrote_and_was_written_and_nothing_else()
    {
        await SaveAsync(
            FromCustomer("mine"),
            FromCustomer("another's", customer: OtherCustomer),
            FromSeller("to me"),
            FromSeller("to another", customer: OtherCustomer, seller: OtherSeller),
            FromCustomer("mine, to another", seller: OtherSeller));

        Assert.Equal(["mine", "to me", "mine, to another"], await TextsAsync(Customer));
        Assert.Equal(["to another", "mine, to another"], await TextsAsync(OtherSeller));
    }

    [Fact]
    public async Task Newest_keys_come_in_the_order_asked()
    {
        await SaveAsync(FromCustomer("a"), FromCustomer("b"), FromCustomer("c", customer: OtherCustomer));

        Assert.Equal([1, 0, 3, 2, 3], await Store.LatestKeysAsync([OtherCustomer, Nobody, Seller, Customer, Seller]));
        Assert.Empty(await Store.LatestKeysAsync([]));

        await ReopenAsync();

        Assert.Equal([1, 0, 3, 2, 3], await Store.LatestKeysAsync([OtherCustomer, Nobody, Seller, Customer, Seller]));
    }

    [Fact]
    public async Task Newest_keys_of_a_large_batch()
    {
        var users = Enumerable.Range(1, 3000).Select(uid => new User(7, uid)).ToArray();
        await SaveAsync([.. users.Where(user => user.Uid % 100 == 0).Select(user => FromCustomer("hi", customer: user))]);

        Assert.Equal(users.Select(user => user.Uid % 100 == 0 ? 1L : 0L), await Store.LatestKeysAsync(users));
    }
}
