using Grpc.Core;
using Kefu.Imr.V1;
using KefuChat.Cluster;
using KefuChat.Routing.Grpc;
using KefuChat.Tests.Time;
using User = KefuChat.Protocol.User;
using Wire = Kefu.Chat.V1;

namespace KefuChat.Tests.Routing.Grpc;

/// <summary>What a node answers to whatever a gateway says, and when it ends a session.</summary>
public sealed class ImrServiceTests : IAsyncLifetime
{
    private static readonly User Customer = new(7, 1001);

    private readonly RecordingPushSender _push = new();
    private readonly ManualTime _time = new();
    private TestNode? _node;

    private TestNode Node => _node!;

    public static TheoryData<string, string> Malformed => new()
    {
        { "", "an item is empty" },
        { """{"subscribe":{"appId":"7"}}""", "7/0 is no user" },
        { """{"unsubscribe":{"appId":"-1","uid":"5"}}""", "-1/5 is no user" },
        { """{"publish":{}}""", "a publication has no body" },
        { """{"publish":{"grownTo":"3"}}""", "a user is missing" },
        { """{"publish":{"receiver":{"appId":"7","uid":"5"},"grownTo":"0"}}""", "0 is no sync key" },
        { """{"publish":{"receiver":{"appId":"7","uid":"5"},"grownTo":"9007199254740992"}}""", "9007199254740992 is no sync key" },
        { """{"publish":{"receiver":{"appId":"7","uid":"5"},"grownTo":"3","wishesPush":true}}""", "wishes_push is set, and there is no delivery" },
        { """{"publish":{"receiver":{"appId":"7","uid":"5"},"delivery":{}}}""", "a message is missing" },
        { """{"publish":{"receiver":{"appId":"7","uid":"5"},"delivery":{"message":{"command":3}}}}""", "3 is no message's command" },
        { """{"publish":{"receiver":{"appId":"7","uid":"5"},"delivery":{"message":{"command":24},"marks":16}}}""", "0 is no sync key" },
        { """{"publish":{"receiver":{"appId":"7","uid":"5"},"delivery":{"message":{"command":24},"syncKey":"3"}}}""", "a delivery with key 3 has marks 0" },
        { """{"publish":{"receiver":{"appId":"7","uid":"5"},"delivery":{"message":{"command":24},"syncKey":"3","marks":48}}}""", "a delivery with key 3 has marks 48" },
        { """{"publish":{"receiver":{"appId":"7","uid":"5"},"grownTo":"3","pushWish":{}}}""", "a message is missing" },
        { """{"presence":{"id":"1","users":[{}]}}""", "0/0 is no user" },
    };

    public async ValueTask InitializeAsync() => _node = await TestNode.StartAsync(_push, _time, maxWaitingBytes: 100_000);

    public ValueTask DisposeAsync() => Node.DisposeAsync();

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_malformed_item_ends_the_session_and_is_named(string item, string detail)
    {
        using var gateway = await RawGateway.OpenAsync(Node);
        await gateway.SubscribeAsync(Customer);

        await gateway.SayAsync(item.Length == 0 ? new GatewayItem() : Google.Protobuf.JsonParser.Default.Parse<GatewayItem>(item));

        Assert.Equal(new Status(StatusCode.InvalidArgument, detail), await gateway.EndAsync());
        Assert.Empty(Node.Table.Find(Customer));
    }

    [Fact]
    public async Task Batches_are_numbered_without_a_gap()
    {
        using var gateway = await RawGateway.OpenAsync(Node);
        await gateway.SayAsync(1);
        Assert.Equal(1UL, (await gateway.NextAsync()).Acknowledged);

        await gateway.SayAsync(3);

        Assert.Equal(new Status(StatusCode.InvalidArgument, "batch 3 follows batch 1"), await gateway.EndAsync());
    }

    [Fact]
    public async Task A_gateway_without_an_id_is_refused()
    {
        using var gateway = new RawGateway(Node);
        Assert.Equal(new Status(StatusCode.InvalidArgument, "the metadata kefu-gateway is missing"), await gateway.EndAsync());
    }

    [Fact]
    public async Task A_second_session_of_a_gateway_takes_the_place_of_the_first()
    {
        using var first = await RawGateway.OpenAsync(Node, "same");
        using var other = await RawGateway.OpenAsync(Node, "other");
        await first.SubscribeAsync(Customer);
        await first.SubscribeAsync(new User(7, 2));
        await other.SubscribeAsync(new User(7, 2));

        using var second = await RawGateway.OpenAsync(Node, "same");
        Assert.Empty(Node.Table.Find(Customer));
        Assert.Single(Node.Table.Find(new User(7, 2)));
        await second.SubscribeAsync(Customer);

        Assert.Equal(StatusCode.Aborted, (await first.EndAsync()).StatusCode);
        Assert.Single(Node.Table.Find(Customer));
    }

    [Fact]
    public async Task A_gateway_that_takes_its_leave_hears_what_waits_for_it()
    {
        using var gateway = await RawGateway.OpenAsync(Node);
        await gateway.SayAsync(
            new GatewayItem { Subscribe = Customer.ToWire() },
            new GatewayItem { Publish = new Publication { Receiver = Customer.ToWire(), GrownTo = 5 } });
        await gateway.CompleteAsync();

        var batch = await gateway.NextAsync();
        Assert.Equal((1UL, 5L), (batch.Acknowledged, batch.Items.Single().Publish.GrownTo));
        Assert.Equal(StatusCode.OK, (await gateway.EndAsync()).StatusCode);
        Assert.Empty(Node.Table.Find(Customer));
    }

    [Fact]
    public async Task A_gateway_that_vanishes_is_forgotten()
    {
        var gateway = await RawGateway.OpenAsync(Node);
        await gateway.SubscribeAsync(Customer);

        gateway.Dispose();

        await TestCluster.WaitUntilAsync(() => Node.Table.Find(Customer).IsEmpty);
    }

    [Fact]
    public async Task A_silent_gateway_is_forgotten_after_10_s()
    {
        using var silent = await RawGateway.OpenAsync(Node, "silent");
        using var lively = await RawGateway.OpenAsync(Node, "lively");
        await silent.SubscribeAsync(Customer);
        _time.Advance(NodeSession.SilenceLimit - TimeSpan.FromSeconds(1));
        await lively.SubscribeAsync(new User(7, 2));

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(new Status(StatusCode.DeadlineExceeded, "nothing heard for 10 s"), await silent.EndAsync());
        Assert.Empty(Node.Table.Find(Customer));
        await lively.SayAsync();
        Assert.Equal(2UL, (await lively.NextAsync()).Acknowledged);
        Assert.Single(Node.Table.Find(new User(7, 2)));
    }

    [Fact]
    public async Task A_gateway_that_reads_too_slowly_has_its_session_ended_and_others_feel_nothing()
    {
        using var slow = await RawGateway.OpenAsync(Node, "slow");
        using var other = await RawGateway.OpenAsync(Node, "other");
        await slow.SubscribeAsync(Customer);
        await other.SubscribeAsync(Customer);

        var published = 0L;
        while (Node.Table.Find(Customer).Length == 2)
        {
            await other.SayAsync(new GatewayItem { Publish = Large(++published) });
            await TakeAsync(other, published);
        }

        Assert.Equal(new Status(StatusCode.ResourceExhausted, "the gateway reads too slowly"), await slow.EndAsync());
        await other.SayAsync(new GatewayItem { Publish = Large(++published) });
        await TakeAsync(other, published);
    }

    [Fact]
    public async Task A_gateway_that_does_not_read_at_all_is_let_go()
    {
        var stuck = await RawGateway.OpenAsync(Node, "stuck");
        using var other = await RawGateway.OpenAsync(Node, "other");
        await stuck.SubscribeAsync(Customer);
        for (var key = 1L; !Node.Table.Find(Customer).IsEmpty; key++)
        {
            await other.SayAsync(new GatewayItem { Publish = Large(key) });
            await other.NextAsync();
        }

        // The write under way is given up, and all that the gateway ever reads is a broken stream.
        await TestCluster.WaitUntilAsync(() => _time.HasTimerWithin(GatewaySession.WriteLimit));
        _time.Advance(GatewaySession.WriteLimit);
        await TestCluster.WaitUntilAsync(() => Node.Logger.Events.Contains(6102));

        Assert.NotEqual(StatusCode.ResourceExhausted, (await stuck.EndAsync()).StatusCode);
        stuck.Dispose();
    }

    [Fact]
    public async Task A_node_that_stops_ends_its_sessions_at_once()
    {
        var node = await TestNode.StartAsync(_push);
        using var gateway = await RawGateway.OpenAsync(node);
        await gateway.SubscribeAsync(Customer);

        await node.DisposeAsync().AsTask().WaitAsync(TestGateway.Patience);

        Assert.Equal(new Status(StatusCode.Unavailable, "the node stops"), await gateway.EndAsync());
    }

    private static Publication Large(long key) => new()
    {
        Receiver = Customer.ToWire(),
        Delivery = new Delivery
        {
            Message = new Wire.ChatMessage { Command = 24, Content = Google.Protobuf.ByteString.CopyFrom(new byte[30_000]) },
            SyncKey = key,
            Marks = 16,
        },
    };

    private static async Task TakeAsync(RawGateway gateway, long key)
    {
        while (!(await gateway.NextAsync()).Items.Any(item => item.Publish.Delivery.SyncKey == key))
        {
        }
    }
}
