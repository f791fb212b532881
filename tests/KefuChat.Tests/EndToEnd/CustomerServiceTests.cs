using KefuChat.Protocol;
using KefuChat.Push;
using KefuChat.Tests.TestClients;
using KefuChat.Tests.TestClients.Wire;

namespace KefuChat.Tests.EndToEnd;

/// <summary>What the two customer-service commands do.</summary>
public abstract class CustomerServiceTests(HostKind host) : EndToEndTest(host)
{
    [Fact]
    public async Task A_customer_asks_and_a_seller_answers()
    {
        await using var seller = await Server.LoginAsync(Seller);
        await using var customer = await Server.LoginAsync(Customer);

        await customer.AskAsync(Customer, Seller.Uid, """{"text": "有货吗?"}""", "uuid-1", store: 9);
        var asked = await seller.ExpectAsync(Command.Customer);
        var ack = await customer.ExpectAsync(Command.Ack);
        Assert.Equal("""{"text": "有货吗?"}""", asked.Content);
        Assert.Equal((7L, 1001L, 9L, 55L, "uuid-1"), (asked.CustomerAppId, asked.CustomerId, asked.StoreId, asked.SellerId, asked.Uuid));
        Assert.Equal((1L, 0L, MessageFlags.Text | MessageFlags.Push), (asked.SyncKey, asked.PrevSyncKey, asked.Flags));
        Assert.Equal((1L, 0L, asked.TimestampMs), (ack.SyncKey, ack.PrevSyncKey, ack.TimestampMs));

        await seller.AnswerAsync(Customer, Seller.Uid, """{"text": "有"}""", "uuid-2", store: 9);
        var answered = await customer.ExpectAsync(Command.CustomerSupport);
        Assert.Equal((2L, 1L, "uuid-2"), (answered.SyncKey, answered.PrevSyncKey, answered.Uuid));
        Assert.Equal((2L, 1L), await KeysOfAckAsync(seller));
    }

    [Fact]
    public async Task The_servers_timestamp_counts_and_the_clients_is_ignored()
    {
        var time = Server.UseManualTime();
        await using var seller = await Server.LoginAsync(Seller);
        await using var customer = await Server.LoginAsync(Customer);

        await customer.SendAsync(Command.Customer, 7L, 1001L, 0L, 55L, 12345L, "hello", "");

        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        Assert.Equal(now, (await customer.ExpectAsync(Command.Ack)).TimestampMs);
        Assert.Equal(now, (await seller.ExpectAsync(Command.Customer)).TimestampMs);
    }

    [Fact]
    public async Task The_senders_other_connections_get_it_with_the_senders_keys_and_the_sending_one_does_not()
    {
        await using var seller = await Server.LoginAsync(Seller);
        await using var phone = await Server.LoginAsync(Customer, "phone");
        await using var tablet = await Server.LoginAsync(Customer, "tablet");
        await seller.AnswerAsync(Customer with { Uid = 8 }, Seller.Uid, "someone else's, so that the keys differ");
        await seller.ExpectAsync(Command.Ack);

        await phone.AskAsync(Customer, Seller.Uid, "hello");

        Assert.Equal(2, (await seller.ExpectAsync(Command.Customer)).SyncKey);
        var copy = await tablet.ExpectAsync(Command.Customer);
        Assert.Equal((1L, MessageFlags.Text | MessageFlags.Push), (copy.SyncKey, copy.Flags));
        Assert.Equal(1, (await phone.ExpectAsync(Command.Ack)).SyncKey);
        await phone.ExpectNothingAsync();
    }

    [Fact]
    public async Task All_of_the_receivers_connections_get_it()
    {
        await using var one = await Server.LoginAsync(Seller, "one");
        await using var two = await Server.LoginAsync(Seller, "two");
        await using var customer = await Server.LoginAsync(Customer);

        await customer.AskAsync(Customer, Seller.Uid, "hello");

        Assert.Equal("hello", (await one.ExpectAsync(Command.Customer)).Content);
        Assert.Equal("hello", (await two.ExpectAsync(Command.Customer)).Content);
    }

    [Fact]
    public async Task UNPERSISTENT_reaches_live_connections_and_no_queue()
    {
        await using var seller = await Server.LoginAsync(Seller);
        await using var customer = await Server.LoginAsync(Customer);
        await using var tablet = await Server.LoginAsync(Customer, "tablet");

        await customer.AskAsync(Customer, Seller.Uid, "typing", flags: MessageFlags.Unpersistent);
        var typing = await seller.ExpectAsync(Command.Customer);
        await seller.AnswerAsync(Customer, Seller.Uid, "typing too", flags: MessageFlags.Unpersistent);

        Assert.Equal((0L, 0L, MessageFlags.Unpersistent), (typing.SyncKey, typing.PrevSyncKey, typing.Flags));
        Assert.Equal(0, (await customer.ExpectAsync(Command.Ack)).SyncKey);
        Assert.Equal("typing too", (await customer.ExpectAsync(Command.CustomerSupport)).Content);
        Assert.Equal("typing too", (await tablet.ExpectAsync(Command.CustomerSupport)).Content);
        await tablet.ExpectNothingAsync();
        Assert.Equal(0, (await seller.ExpectAsync(Command.Ack)).SyncKey);
        Assert.Empty(await QueueAsync(Seller));
        Assert.Empty(await QueueAsync(Customer));
    }

    [Fact]
    public async Task A_receiver_connected_nowhere_gets_an_offline_push_and_one_who_is_gets_none()
    {
        var push = new RecordingPushSender();
        Server.Replace<IPushSender>(push);
        await using var customer = await Server.LoginAsync(Customer);

        await AskAsync(customer, "hello");
        Assert.Equal([(Seller, 1L)], push.Pushes);

        await AskAsync(customer, "typing", MessageFlags.Unpersistent);
        await using var seller = await Server.LoginAsync(Seller);
        await AskAsync(customer, "hello again");
        await seller.ExpectAsync(Command.Customer);
        Assert.Single(push.Pushes);

        await seller.AnswerAsync(Customer, Seller.Uid, "the customer is here");
        await customer.ExpectAsync(Command.CustomerSupport);
        await seller.ExpectAsync(Command.Ack);
        Assert.Single(push.Pushes);
    }

    [Fact]
    public async Task A_message_sent_again_to_one_who_is_away_is_pushed_by_the_same_key()
    {
        var push = new RecordingPushSender();
        Server.Replace<IPushSender>(push);
        await using var customer = await Server.LoginAsync(Customer);
        for (var i = 0; i < 2; i++)
        {
            await customer.AskAsync(Customer, Seller.Uid, "hello", "same");
            await customer.ExpectAsync(Command.Ack);
        }

        Assert.Equal([(Seller, 1L), (Seller, 1L)], push.Pushes);
    }

    [Fact]
    public async Task A_uuid_used_again_for_somebody_else_tells_that_one_nothing()
    {
        var push = new RecordingPushSender();
        Server.Replace<IPushSender>(push);
        await using var other = await Server.LoginAsync(Seller with { Uid = 56 });
        await using var customer = await Server.LoginAsync(Customer);
        await customer.AskAsync(Customer, Seller.Uid, "hello", "same");
        await customer.AskAsync(Customer, 56, "hello", "same");
        await customer.AskAsync(Customer, 57, "hello", "same");

        Assert.Equal([1L, 1L, 1L], (await customer.TakeAsync(3)).Select(ack => ack.SyncKey));
        await other.ExpectNothingAsync();
        Assert.Equal([(Seller, 1L)], push.Pushes);
    }

    [Fact]
    public async Task A_message_sent_again_is_stored_once_and_gets_the_first_ack()
    {
        await using var seller = await Server.LoginAsync(Seller);
        await using var customer = await Server.LoginAsync(Customer);

        await customer.AskAsync(Customer, Seller.Uid, "hello", "same");
        var first = await customer.ExpectAsync(Command.Ack);
        await customer.AskAsync(Customer, Seller.Uid, "hello", "same");
        var second = await customer.ExpectAsync(Command.Ack);

        Assert.Equal((first.Status, first.SyncKey, first.PrevSyncKey, first.TimestampMs), (second.Status, second.SyncKey, second.PrevSyncKey, second.TimestampMs));
        Assert.Equal(1, (await seller.ExpectAsync(Command.Customer)).SyncKey);

        // Whoever missed the first push hears that the queue has grown; whoever had it already holds the key.
        Assert.Equal(1, (await seller.ExpectAsync(Command.SyncNotify)).SyncKey);
        Assert.Single((await seller.SyncAsync(0)).Messages);
        Assert.Single((await customer.SyncAsync(0)).Messages);
    }

    [Fact]
    public async Task Many_in_flight_keep_their_order_from_socket_to_queue_to_ack()
    {
        const int Count = 500;
        await using var seller = await Server.LoginAsync(Seller);
        await using var customer = await Server.LoginAsync(Customer);

        for (var i = 1; i <= Count; i++)
        {
            // Every tenth is refused, every seventh is routed only: each in its turn.
            await customer.AskAsync(
                Customer, i % 10 == 0 ? 0 : Seller.Uid, $"{i}", flags: i % 7 == 0 ? MessageFlags.Unpersistent : MessageFlags.Text);
        }

        var acks = await customer.TakeAsync(Count);
        var expected = Enumerable.Range(1, Count).Where(i => i % 10 != 0).ToList();
        var delivered = await seller.TakeAsync(expected.Count);

        // The first frame was AUTH_TOKEN.
        Assert.Equal(Enumerable.Range(2, Count).Select(seq => (long)seq), acks.Select(ack => ack.AckedSeq));
        Assert.Equal(expected.Select(i => $"{i}"), delivered.Select(frame => frame.Content));
        var stored = expected.Where(i => i % 7 != 0).Select(i => $"{i}").ToList();
        Assert.Equal(stored, await QueueAsync(Seller));
        Assert.Equal(stored, await QueueAsync(Customer));
    }

    [Fact]
    public async Task Pushes_of_many_senders_reach_a_receiver_in_queue_order()
    {
        const int Senders = 8;
        const int Each = 25;
        await using var seller = await Server.LoginAsync(Seller);
        var customers = new List<KefuClient>();
        for (var i = 0; i < Senders; i++)
        {
            customers.Add(await Server.LoginAsync(Customer with { Uid = 2000 + i }));
        }

        await Task.WhenAll(customers.Select(async (client, i) =>
        {
            for (var n = 0; n < Each; n++)
            {
                await client.AskAsync(Customer with { Uid = 2000 + i }, Seller.Uid, $"{n}");
            }

            await client.TakeAsync(Each);
        }));

        var pushed = await seller.TakeAsync(Senders * Each);
        var order = await TrackQueueAsync(seller, pushed);
        Assert.Equal(Enumerable.Range(1, Senders * Each).Select(key => (long)key), order);
        foreach (var customer in customers)
        {
            await customer.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_seller_who_writes_to_himself_finds_it_once()
    {
        await using var one = await Server.LoginAsync(Seller, "one");
        await using var two = await Server.LoginAsync(Seller, "two");

        await one.AnswerAsync(Seller, Seller.Uid, "note to self");

        Assert.Equal(1, (await one.ExpectAsync(Command.Ack)).SyncKey);
        Assert.Equal(1, (await two.ExpectAsync(Command.CustomerSupport)).SyncKey);
        await two.ExpectNothingAsync();
        Assert.Single((await two.SyncAsync(0)).Messages);
    }

    /// <summary>The client's rule: take what follows one's own key, sync otherwise.</summary>
    private static async Task<List<long>> TrackQueueAsync(KefuClient client, List<ServerFrame> pushed)
    {
        var keys = new List<long>();
        foreach (var push in pushed)
        {
            var own = keys.Count == 0 ? 0 : keys[^1];
            if (push.PrevSyncKey == own)
            {
                keys.Add(push.SyncKey);
            }
            else if (push.SyncKey > own)
            {
                keys.AddRange((await client.SyncAsync(own)).Messages.Select(message => message.SyncKey));
            }
        }

        return keys;
    }

    private static async Task AskAsync(KefuClient client, string content, MessageFlags flags = MessageFlags.Text)
    {
        await client.AskAsync(Customer, Seller.Uid, content, flags: flags);
        Assert.Equal(Status.Ok, (await client.ExpectAsync(Command.Ack)).Status);
    }

    private static async Task<(long Key, long Prev)> KeysOfAckAsync(KefuClient client)
    {
        var ack = await client.ExpectAsync(Command.Ack);
        return (ack.SyncKey, ack.PrevSyncKey);
    }
}

public sealed class CustomerServiceTestsInMemory() : CustomerServiceTests(HostKind.InMemory);

public sealed class CustomerServiceTestsOnKestrel() : CustomerServiceTests(HostKind.Kestrel);
