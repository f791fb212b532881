using System.Diagnostics;
using KefuChat.Protocol;
using KefuChat.Routing;

namespace KefuChat.Tests.Routing;

/// <summary>A publication reaches every gateway its user is on, and no other, in order.</summary>
public abstract class PublishContract(MessageRouterBackend backend) : MessageRouterContract(backend)
{
    [Fact]
    public async Task It_reaches_the_user_from_any_gateway()
    {
        await First.SubscribeAsync(Customer);

        First.Publish(Message(Customer, 1));
        Assert.Equal(1, Key(await First.NextAsync()));

        Second.Publish(Message(Customer, 2));
        Assert.Equal(2, Key(await First.NextAsync()));
    }

    [Fact]
    public async Task It_reaches_every_gateway_the_user_is_on_once()
    {
        var third = await AddGatewayAsync();
        foreach (var gateway in (TestGateway[])[First, Second, third])
        {
            await gateway.SubscribeAsync(Customer);
        }

        third.Publish(Message(Customer, 1));

        foreach (var gateway in (TestGateway[])[First, Second, third])
        {
            Assert.Equal(1, Key(await gateway.NextAsync()));
            await HasNothingMoreAsync(gateway);
        }
    }

    [Fact]
    public async Task It_reaches_no_gateway_the_user_is_not_on()
    {
        await First.SubscribeAsync(Customer);
        await Second.SubscribeAsync(Seller);

        First.Publish(Message(Customer, 1));

        Assert.Equal(1, Key(await First.NextAsync()));
        await HasNothingMoreAsync(Second);
    }

    [Fact]
    public async Task Users_of_the_same_uid_in_two_apps_are_two()
    {
        await First.SubscribeAsync(new User(7, 5));
        await Second.SubscribeAsync(new User(8, 5));

        Second.Publish(Message(new User(7, 5), 1));

        Assert.Equal(new User(7, 5), (await First.NextAsync()).Receiver);
        await HasNothingMoreAsync(Second);
    }

    [Fact]
    public async Task To_a_user_connected_nowhere_it_is_no_failure()
    {
        First.Publish(Message(Customer, 1));

        await HasNothingMoreAsync(First);
        await HasNothingMoreAsync(Second);
    }

    [Fact]
    public async Task What_arrives_is_what_was_published()
    {
        await Second.SubscribeAsync(Customer);
        var body = Body("你好") with { StoreId = 3, Uuid = "a", TimestampMs = 1_767_225_600_000, IsV2 = true };

        First.Publish(new Publication(Customer, new Delivery(body, 42, MessageFlags.Push), ExcludedConnection: 77));

        var arrived = await Second.NextAsync();
        var delivery = Assert.IsType<Delivery>(arrived.Message);
        Assert.Equal((Customer, 77), (arrived.Receiver, arrived.ExcludedConnection));
        Assert.Equal((42, MessageFlags.Push), (delivery.SyncKey, delivery.Marks));
        Assert.Equal("你好"u8.ToArray(), delivery.Message.Content.ToArray());
        Assert.Equal(body with { Content = default }, delivery.Message with { Content = default });
    }

    [Fact]
    public async Task It_arrives_with_its_trace()
    {
        await Second.SubscribeAsync(Customer);
        var trace = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, "vendor=1");

        First.Publish(Message(Customer, 1) with { Trace = new TraceParent(trace) });
        First.Publish(Message(Customer, 2));

        var arrived = (await Second.NextAsync()).Trace!.Context;
        Assert.Equal((trace.TraceId, trace.SpanId), (arrived.TraceId, arrived.SpanId));
        Assert.Equal((trace.TraceFlags, trace.TraceState), (arrived.TraceFlags, arrived.TraceState));
        Assert.Null((await Second.NextAsync()).Trace);
    }

    [Fact]
    public async Task The_excluded_connection_is_named_to_every_gateway()
    {
        await First.SubscribeAsync(Customer);
        await Second.SubscribeAsync(Customer);

        First.Publish(Message(Customer, 1, excluded: 77));
        First.Publish(Message(Customer, 2));

        Assert.Equal([77, 0], (await First.NextAsync(2)).Select(publication => publication.ExcludedConnection));
        Assert.Equal([77, 0], (await Second.NextAsync(2)).Select(publication => publication.ExcludedConnection));
    }

    [Fact]
    public async Task A_notice_that_the_queue_has_grown_arrives_as_one()
    {
        await Second.SubscribeAsync(Customer);

        First.Publish(new Publication(Customer, new SyncNotify(12)));

        Assert.Equal(new SyncNotify(12), Assert.IsType<SyncNotify>((await Second.NextAsync()).Message));
    }

    [Fact]
    public async Task What_one_publishes_to_a_user_arrives_in_that_order_everywhere()
    {
        await First.SubscribeAsync(Customer);
        await Second.SubscribeAsync(Customer);

        for (var key = 1; key <= 1000; key++)
        {
            First.Publish(key % 10 == 0 ? new Publication(Customer, new SyncNotify(key)) : Message(Customer, key));
        }

        Assert.Equal(Enumerable.Range(1, 1000).Select(key => (long)key), (await First.NextAsync(1000)).Select(Key));
        Assert.Equal(Enumerable.Range(1, 1000).Select(key => (long)key), (await Second.NextAsync(1000)).Select(Key));
    }

    [Fact]
    public async Task What_several_publish_at_once_all_arrives_and_each_ones_in_order()
    {
        await First.SubscribeAsync(Customer);
        await Second.SubscribeAsync(Customer);

        await Task.WhenAll(Enumerable.Range(1, 4).Select(publisher => Task.Run(() =>
        {
            var gateway = publisher % 2 == 0 ? First : Second;
            for (var key = 1; key <= 250; key++)
            {
                gateway.Publish(Message(Customer, key, excluded: publisher));
            }
        }))).WaitAsync(TestGateway.Patience);

        foreach (var gateway in (TestGateway[])[First, Second])
        {
            var arrived = (await gateway.NextAsync(1000)).ToLookup(publication => publication.ExcludedConnection, Key);
            Assert.Equal([1L, 2, 3, 4], arrived.Select(publisher => publisher.Key).Order());
            Assert.All(arrived, keys => Assert.Equal(Enumerable.Range(1, 250).Select(key => (long)key), keys));
        }
    }
}
