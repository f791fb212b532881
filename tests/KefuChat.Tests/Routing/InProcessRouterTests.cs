using KefuChat.Protocol;
using KefuChat.Routing;

namespace KefuChat.Tests.Routing;

/// <summary>What only the router within the process promises: its calls take effect before they return.</summary>
public sealed class InProcessRouterTests
{
    private static readonly User Customer = new(7, 1001);

    private readonly RoutingTable _table = new();

    [Fact]
    public void A_gateway_must_listen_before_it_subscribes()
    {
        var router = new InProcessRouter(_table, new RecordingPushSender());

        Assert.Throws<InvalidOperationException>(() => router.Subscribe(Customer));
        Assert.Empty(_table.Find(Customer));
    }

    [Fact]
    public void Subscriptions_and_publications_take_effect_before_the_call_returns()
    {
        var gateway = new TestGateway(new InProcessRouter(_table, new RecordingPushSender()));

        gateway.Router.Subscribe(Customer);
        Assert.Same(gateway, Assert.Single(_table.Find(Customer)));

        gateway.Publish(new Publication(Customer, new SyncNotify(1)));
        Assert.True(gateway.NextAsync().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task The_message_is_handed_over_and_not_copied()
    {
        var gateway = new TestGateway(new InProcessRouter(_table, new RecordingPushSender()));
        gateway.Router.Subscribe(Customer);
        var notify = new SyncNotify(1);

        gateway.Publish(new Publication(Customer, notify));

        Assert.Same(notify, (await gateway.NextAsync()).Message);
    }

    [Fact]
    public void The_table_forgets_users_who_have_left()
    {
        var gateway = new TestGateway(new InProcessRouter(_table, new RecordingPushSender()));

        gateway.Router.Subscribe(Customer);
        gateway.Router.Unsubscribe(Customer);

        Assert.Empty(_table.Find(Customer));
    }
}
