using KefuChat.Protocol;
using KefuChat.Storage;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage;

/// <summary>All messages of a shard are read once they are settled, in the order of places, a page at a time.</summary>
public abstract class ShardReadContract(StoreBackend backend) : StoreContract(backend)
{
    [Fact]
    public async Task An_empty_shard_has_nothing_to_read()
    {
        Assert.Equal(0, await Stores.Shards.SettledAsync());
        IsEnd(0, await Stores.Shards.ReadAsync(0, 0, 10));
    }

    [Fact]
    public async Task All_messages_come_once_whosever_they_are()
    {
        SaveRequest[] requests =
        [
            FromCustomer("1", uuid: "a"),
            FromSeller("2", customer: OtherCustomer, shop: OtherShop),
            FromCustomer("3", seller: OtherSeller, shop: 0, at: Noon - 1),
            FromCustomer("4", customer: Seller),
        ];
        await SaveInTurnAsync(requests);

        var messages = await ReadAllAsync(requests.Length);

        Assert.Equal(
            Answer.Of(requests.Select(request => new StoredMessage(request.Message, 0, request.SenderDevice))),
            Answer.Of(messages.Select(entry => entry with { SyncKey = 0 })));

        await ReopenAsync();

        Assert.Equal(["1", "2", "3", "4"], (await ReadAllAsync(requests.Length)).Texts());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(int.MaxValue)]
    public async Task Page_after_page_ends_at_the_place_asked_for(int limit)
    {
        await SaveInTurnAsync(Numbered(5));

        Assert.Equal(["1", "2", "3", "4", "5"], (await ReadAllAsync(5, limit)).Texts());
    }

    [Fact]
    public async Task A_page_ends_with_its_last_message_or_where_there_are_no_more()
    {
        await SaveInTurnAsync(Numbered(3));
        var settled = await SettledAsync(3);
        var places = (await ReadAllAsync(3)).ConvertAll(entry => entry.SyncKey);

        var first = await Stores.Shards.ReadAsync(0, settled, 2);
        var second = await Stores.Shards.ReadAsync(first.EndKey, settled, 2);
        var whole = await Stores.Shards.ReadAsync(0, settled, 3);

        Assert.Equal((2, true, places[1]), (first.Messages.Count, first.HasMore, first.EndKey));
        Assert.Equal((1, false, settled), (second.Messages.Count, second.HasMore, second.EndKey));
        Assert.Equal((3, false, settled), (whole.Messages.Count, whole.HasMore, whole.EndKey));
        IsEnd(settled, await Stores.Shards.ReadAsync(settled, settled, 2));
    }

    [Fact]
    public async Task Nothing_is_read_behind_the_place_asked_for()
    {
        await SaveInTurnAsync(Numbered(3));
        var place = (await ReadAllAsync(3))[1].SyncKey;

        var page = await Stores.Shards.ReadAsync(0, place, 10);

        Assert.Equal(["1", "2"], page.Messages.Texts());
        Assert.Equal((false, place), (page.HasMore, page.EndKey));
    }

    [Fact]
    public async Task What_comes_later_has_a_later_place()
    {
        await SaveInTurnAsync(Numbered(2));
        var before = await SettledAsync(2);
        await SaveInTurnAsync(FromCustomer("later", customer: OtherCustomer, seller: OtherSeller));
        var settled = await SettledAsync(3);

        var page = await Stores.Shards.ReadAsync(before, settled, 10);

        Assert.Equal(["later"], page.Messages.Texts());
        Assert.InRange(page.Messages[0].SyncKey, before + 1, settled);
    }

    [Fact]
    public async Task A_page_of_large_messages_ends_when_its_bytes_are_reached()
    {
        var content = new string('x', CustomerMessage.MaxContentBytes);
        var most = (SyncPage.ContentBytes / content.Length) + 1;
        await SaveAsync([.. Enumerable.Range(0, most + 3).Select(_ => FromCustomer(content))]);
        var settled = await SettledAsync(most + 3);

        var first = await Stores.Shards.ReadAsync(0, settled, 1000);
        var rest = await Stores.Shards.ReadAsync(first.EndKey, settled, 1000);

        Assert.Equal((most, true, first.Messages[^1].SyncKey), (first.Messages.Count, first.HasMore, first.EndKey));
        Assert.Equal((3, false, settled), (rest.Messages.Count, rest.HasMore, rest.EndKey));
    }

    [Fact]
    public async Task What_a_message_is_known_by_is_told()
    {
        await SaveInTurnAsync(FromCustomer("1", uuid: "a"), FromCustomer("2") with { DedupeId = "d" });

        var messages = await ReadAllAsync(2);

        Assert.Equal(["a", "d"], messages.Select(entry => entry.DedupeKey));
        Assert.Equal(["a", ""], messages.Select(entry => entry.Message.Uuid));
    }

    [Fact]
    public async Task Erased_ones_are_passed_over()
    {
        await SaveInTurnAsync(FromCustomer("1"), FromCustomer("2", customer: OtherCustomer), FromCustomer("3"));
        var settled = await SettledAsync(3);

        await Stores.Customers.EraseAsync(Customer, 1000).SoonAsync();

        var page = await Stores.Shards.ReadAsync(0, settled, 10);
        Assert.Equal(["2"], page.Messages.Texts());
        Assert.Equal((false, settled), (page.HasMore, page.EndKey));
    }

    [Fact]
    public async Task A_visitors_whose_uuid_the_customer_had_used_has_a_name_of_its_own()
    {
        await SaveInTurnAsync(
            FromCustomer("own", uuid: "a"),
            FromCustomer("1", uuid: "a", customer: OtherCustomer),
            FromCustomer("2", uuid: "b", customer: OtherCustomer),
            FromSeller("3", uuid: "a", customer: OtherCustomer));
        await Stores.Customers.MergeAsync(OtherCustomer, Customer).SoonAsync();

        var messages = await ReadAllAsync(4);

        Assert.All(messages, entry => Assert.Equal(Customer, entry.Message.Customer));
        Assert.Equal(["a", "", "b", "a"], messages.Select(entry => entry.Message.Uuid));
        Assert.NotEqual("a", messages[1].DedupeKey);
        Assert.NotEqual("", messages[1].DedupeKey);
        var found = await Stores.Shards.FindAsync([new(Customer, messages[1].DedupeKey)]);
        Assert.Equal((2, 2), (found[0]?.CustomerKey, found[0]?.SellerKey));
    }

    private static void IsEnd(long place, SyncPage page)
    {
        Assert.Empty(page.Messages);
        Assert.Equal((false, place), (page.HasMore, page.EndKey));
    }

    /// <summary>Saves one behind the other: so their places follow one another too.</summary>
    private async Task SaveInTurnAsync(params SaveRequest[] requests)
    {
        foreach (var request in requests)
        {
            await SaveAsync(request);
        }
    }

    /// <summary>The settled place, once so many messages are up to it.</summary>
    private async Task<long> SettledAsync(int count)
    {
        using var patience = new CancellationTokenSource(Waiting.Patience);
        while (true)
        {
            var settled = await Stores.Shards.SettledAsync();
            if ((await ReadUpToAsync(settled, int.MaxValue)).Count == count)
            {
                return settled;
            }

            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Everything there is, once so many messages are settled.</summary>
    private async Task<List<StoredMessage>> ReadAllAsync(int count, int limit = int.MaxValue) =>
        await ReadUpToAsync(await SettledAsync(count), limit);

    private async Task<List<StoredMessage>> ReadUpToAsync(long settled, int limit)
    {
        var messages = new List<StoredMessage>();
        SyncPage page;
        long end = 0;
        do
        {
            page = await Stores.Shards.ReadAsync(end, settled, limit);
            Assert.InRange(page.Messages.Count, 0, limit);
            Assert.All(page.Messages, entry => Assert.True(entry.SyncKey > end && entry.SyncKey <= settled));
            messages.AddRange(page.Messages);
            end = page.EndKey;
        }
        while (page.HasMore);
        Assert.Equal(settled, end);
        Assert.Equal(messages.Select(entry => entry.SyncKey).Distinct().Order(), messages.Select(entry => entry.SyncKey));
        return messages;
    }
}
