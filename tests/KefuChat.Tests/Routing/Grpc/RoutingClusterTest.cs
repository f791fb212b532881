using System.Text;
using KefuChat.Protocol;
using KefuChat.Routing;
using KefuChat.Tests.Time;

namespace KefuChat.Tests.Routing.Grpc;

/// <summary>What tests of failing nodes and networks have in common.</summary>
public abstract class RoutingClusterTest : IAsyncDisposable
{
    internal static readonly User Customer = new(7, 1001);
    internal static readonly User Seller = new(1, 9);

    internal TestCluster Cluster { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A message as an entry of the receiver's queue, pushed live.</summary>
    internal static Publication Message(User receiver, long key, bool wish = false, long excluded = 0, int bytes = 1)
    {
        var delivery = new Delivery(Body(bytes), key, MessageFlags.Push);
        return new Publication(receiver, delivery, excluded, wish ? delivery : null);
    }

    /// <summary>A message that is stored nowhere.</summary>
    internal static Publication Unpersistent(User receiver) =>
        new(receiver, new Delivery(Body(1) with { Flags = MessageFlags.Unpersistent }, 0, MessageFlags.None));

    internal static Publication Notice(User receiver, long key) => new(receiver, new SyncNotify(key));

    internal static long Key(Publication publication) =>
        publication.Message is Delivery delivery ? delivery.SyncKey : ((SyncNotify)publication.Message).SyncKey;

    /// <summary>Nothing has been delivered to a gateway, nor confirmed, that a test has not seen.</summary>
    internal async Task HasNothingMoreAsync(ClusterGateway gateway)
    {
        foreach (var witness in Cluster.Nodes.Where(node => node.IsRunning).Select(node => Cluster.UsersOf(node, appId: 99).Single()))
        {
            await gateway.SubscribeAsync(witness);
            Assert.True(gateway.Router.Publish(Notice(witness, 1)));
            Assert.Equal(witness, (await gateway.Gateway.NextAsync()).Receiver);
            await gateway.Gateway.UnsubscribeAsync(witness);
        }
    }

    /// <summary>Nobody has been pushed whom a test has not seen.</summary>
    internal async Task NobodyElseIsPushedAsync(ClusterGateway gateway)
    {
        foreach (var witness in Cluster.Nodes.Where(node => node.IsRunning).Select(node => Cluster.UsersOf(node, appId: 99).Single()))
        {
            Assert.True(gateway.Router.Publish(Message(witness, 1, wish: true)));
            Assert.Equal(witness, (await Cluster.Push.NextAsync()).Receiver);
        }
    }

    /// <summary>Lets time pass for a gateway and not for the sessions it has: each is heard of in between.</summary>
    internal async Task PassAsync(ManualTime time, TimeSpan span, ClusterGateway gateway)
    {
        User[] users = [.. Cluster.Nodes.SelectMany(node => Cluster.UsersOf(node, appId: 98))];
        for (var passed = TimeSpan.Zero; passed < span; passed += TimeSpan.FromSeconds(3))
        {
            time.Advance(TimeSpan.FromSeconds(3));
            await gateway.Gateway.PresenceAsync(users);
        }
    }

    private static CustomerMessage Body(int bytes) => new(Command.Customer)
    {
        CustomerAppId = Customer.AppId,
        CustomerId = Customer.Uid,
        SellerId = Seller.Uid,
        Content = Encoding.UTF8.GetBytes(new string('x', bytes)),
    };
}
