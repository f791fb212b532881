using Google.Protobuf;
using Kefu.Imr.V1;
using KefuChat.Protocol;
using KefuChat.Routing.Grpc;
using KefuChat.Tests.Storage;
using KefuChat.Tests.Time;
using Publication = KefuChat.Routing.Publication;
using User = KefuChat.Protocol.User;

namespace KefuChat.Tests.Routing.Grpc;

/// <summary>What a gateway says to a node and when, and what it does with a node that is none.</summary>
public sealed class NodeSessionTests : IAsyncLifetime
{
    private static readonly User Customer = new(7, 1001);

    private readonly ManualTime _time = new();
    private readonly CollectingLogger<GrpcMessageRouter> _logger = new();
    private ScriptedNode? _scripted;
    private TestGateway? _connected;

    private ScriptedNode Node => _scripted!;

    private TestGateway Gateway => _connected!;

    public static TheoryData<string, string> Malformed => new()
    {
        { """{"acknowledged":"9"}""", "batch 9 is acknowledged, and was never sent" },
        { """{"items":[{}]}""", "an item of the node's is empty" },
        { """{"items":[{"publish":{"receiver":{"appId":"7","uid":"5"}}}]}""", "a publication has no body" },
        { """{"items":[{"presence":{"id":"1","present":[true,false]}}]}""", "the presence of 1 users was asked, and that of 2 answered" },
    };

    public async ValueTask InitializeAsync()
    {
        _scripted = await ScriptedNode.StartAsync();
        _connected = new TestGateway(new GrpcMessageRouter(["http://imr:5082"], _ => Node.Way, _time, _logger));

        // Reachable it is a moment before its clocks run.
        await TestCluster.WaitUntilAsync(() => Gateway.Router.IsReachable && _time.HasTimerWithin(NodeSession.BeatInterval));
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await TestCluster.WaitUntilAsync(() => !Gateway.Router.IsReachable);
        await ((GrpcMessageRouter)Gateway.Router).DisposeAsync();
    }

    [Fact]
    public async Task A_gateway_with_nothing_to_say_says_so_every_3_s()
    {
        for (var number = 1UL; number <= 3; number++)
        {
            _time.Advance(NodeSession.BeatInterval);
            Assert.Equal(new GatewayBatch { Number = number }, await Node.NextAsync());
        }
    }

    [Fact]
    public async Task One_that_has_said_something_need_not()
    {
        _time.Advance(NodeSession.BeatInterval - TimeSpan.FromSeconds(1));
        Gateway.Router.Subscribe(Customer);
        await Node.NextAsync();

        // Two seconds after the last word, then three.
        _time.Advance(NodeSession.BeatInterval - TimeSpan.FromSeconds(1));
        Gateway.Router.Subscribe(new User(7, 2));
        Assert.Single((await Node.NextAsync()).Items);
        _time.Advance(NodeSession.BeatInterval);
        Assert.Empty((await Node.NextAsync()).Items);
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_node_that_speaks_nonsense_is_left(string word, string reason)
    {
        var asked = Gateway.PresenceAsync(Customer);
        await Node.NextAsync();

        Node.Say(JsonParser.Default.Parse<NodeBatch>(word));

        Assert.Equal([false], await asked);
        await TestCluster.WaitUntilAsync(() => _logger.Events.Count >= 2);
        Assert.Contains(reason, _logger.Entries[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_subscription_is_confirmed_by_the_acknowledgement_and_not_before()
    {
        Gateway.Router.Subscribe(Customer);
        await Node.NextAsync();
        var confirmed = Gateway.NextSubscribedAsync();
        Node.Say(new NodeBatch { Items = { new NodeItem { Publish = new Publication(Customer, new SyncNotify(3)).ToWire(5) } } });
        await Gateway.NextAsync();
        Assert.False(confirmed.IsCompleted);

        Node.Say(new NodeBatch { Acknowledged = 1 });

        Assert.Equal(Customer, await confirmed);
    }
}
