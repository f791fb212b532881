using System.Globalization;
using KefuChat.Protocol;
using KefuChat.Storage.Conversations;
using KefuChat.Storage.Sharding;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage;

/// <summary>A shard's messages are found by the names they have in every shard, with the keys they have in this one.</summary>
public abstract class ShardFindContract(StoreBackend backend) : StoreContract(backend)
{
    [Fact]
    public async Task A_message_is_found_by_its_sender_and_uuid_with_both_keys()
    {
        await SaveAsync(FromCustomer("another's", customer: OtherCustomer), FromCustomer("2", uuid: "a"), FromSeller("3", uuid: "b"));

        Assert.Equal([new MessageKeys(1, 2)], await FindAsync((Customer, "a")));
        Assert.Equal([new MessageKeys(2, 3)], await FindAsync((Seller, "b")));

        await ReopenAsync();

        Assert.Equal([new MessageKeys(1, 2), new MessageKeys(2, 3)], await FindAsync((Customer, "a"), (Seller, "b")));
    }

    [Fact]
    public async Task One_without_a_uuid_is_found_by_its_dedupe_id()
    {
        await SaveAsync(FromCustomer("1") with { DedupeId = "d" }, FromCustomer("2", uuid: "a") with { DedupeId = "e" });

        Assert.Equal(
            [new MessageKeys(1, 1), new MessageKeys(2, 2), null],
            await FindAsync((Customer, "d"), (Customer, "a"), (Customer, "e")));
    }

    [Fact]
    public async Task Several_senders_messages_come_in_the_order_asked()
    {
        await SaveAsync(
            FromCustomer("1", uuid: "a"),
            FromCustomer("2", uuid: "a", customer: OtherCustomer, seller: OtherSeller),
            FromSeller("3", uuid: "a"),
            FromCustomer("4", uuid: "b", shop: OtherShop));

        Assert.Equal(
            [new MessageKeys(2, 2), new MessageKeys(3, 3), new MessageKeys(1, 1), new MessageKeys(1, 1), new MessageKeys(2, 2)],
            await FindAsync((Seller, "a"), (Customer, "b"), (OtherCustomer, "a"), (Customer, "a"), (Seller, "a")));
    }

    [Fact]
    public async Task What_nobody_sent_is_not_found()
    {
        await SaveAsync(FromCustomer("1", uuid: "a"), FromCustomer("2", uuid: "b", customer: OtherCustomer));

        Assert.Equal(
            [null, null, null, null, new MessageKeys(1, 1), null],
            await FindAsync(
                (Customer, "b"), (Seller, "a"), (Nobody, "a"), (Customer with { AppId = 8 }, "a"), (Customer, "a"), (Customer, "A")));
        Assert.Empty(await FindAsync());
    }

    [Fact]
    public async Task A_message_to_oneself_has_one_key()
    {
        await SaveAsync(FromCustomer("bought", customer: Seller, seller: OtherSeller), FromCustomer("note", uuid: "a", customer: Seller));

        Assert.Equal([new MessageKeys(2, 2)], await FindAsync((Seller, "a")));
    }

    [Fact]
    public async Task Each_is_found_as_soon_as_it_is_acknowledged()
    {
        for (var i = 1; i <= 10; i++)
        {
            var uuid = i.ToString(CultureInfo.InvariantCulture);
            await SaveAsync(FromCustomer("hi", uuid));

            Assert.Equal([new MessageKeys(i, i)], await FindAsync((Customer, uuid)));
        }
    }

    [Fact]
    public async Task A_thousand_are_found_at_once()
    {
        (User Sender, string Uuid)[] names = [.. Enumerable.Range(1, 1000).Select(i => (new User(7, 1 + (i % 50)), $"{i}"))];
        await SaveAsync([.. names.Where((_, i) => i % 2 == 0).Select(name => FromCustomer("hi", name.Uuid, name.Sender))]);

        var found = await FindAsync(names);

        Assert.Equal(names.Select((_, i) => i % 2 == 0), found.Select(keys => keys is not null));
        Assert.Equal(Enumerable.Range(1, 500).Select(key => (long)key), found.Select(keys => keys?.SellerKey ?? 0).Where(key => key > 0).Order());
    }

    [Fact]
    public async Task Queues_lists_and_histories_tell_what_a_message_is_found_by()
    {
        await SaveAsync(FromCustomer("1", uuid: "a"), FromSeller("2") with { DedupeId = "d" });

        var queue = await QueueAsync(Customer);
        var history = await Stores.Conversations.HistoryAsync(Between(Customer, Seller), new HistoryRange(0, IsForward: true, 10));
        var last = (await ConversationsAsync(Seller))[0].Last;

        Assert.Equal(["a", "d"], queue.Select(entry => entry.DedupeKey));
        Assert.Equal(["a", "d"], history.Messages.Select(message => message.DedupeKey));
        Assert.Equal("d", last.DedupeKey);
        Assert.Equal(["a", "", ""], queue.Append(last).Select(entry => entry.Message.Uuid));
    }

    [Fact]
    public async Task An_erased_one_is_not_found()
    {
        await SaveAsync(FromCustomer("1", uuid: "a"), FromCustomer("2", uuid: "b", customer: OtherCustomer));

        await Stores.Customers.EraseAsync(Customer, 1000).SoonAsync();

        Assert.Equal([null, new MessageKeys(1, 2)], await FindAsync((Customer, "a"), (OtherCustomer, "b")));
    }

    [Fact]
    public async Task A_visitors_is_found_as_the_customers_it_was_given_to()
    {
        await SaveAsync(FromCustomer("own"), FromCustomer("1", uuid: "a", customer: OtherCustomer), FromSeller("2", uuid: "b", customer: OtherCustomer));

        await Stores.Customers.MergeAsync(OtherCustomer, Customer).SoonAsync();

        Assert.Equal(
            [null, new MessageKeys(2, 2), new MessageKeys(3, 3)],
            await FindAsync((OtherCustomer, "a"), (Customer, "a"), (Seller, "b")));
    }

    private async Task<IReadOnlyList<MessageKeys?>> FindAsync(params (User Sender, string DedupeKey)[] names) =>
        await Stores.Shards.FindAsync([.. names.Select(name => new MessageName(name.Sender, name.DedupeKey))]);
}
