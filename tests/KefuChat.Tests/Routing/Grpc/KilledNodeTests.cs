using KefuChat.Protocol;
using KefuChat.Tests.Time;

namespace KefuChat.Tests.Routing.Grpc;

/// <summary>A node is killed and comes back, while users come and go and messages are published.</summary>
public sealed class KilledNodeTests : RoutingClusterTest
{
    [Fact]
    public async Task It_is_told_again_of_everybody_who_is_here_and_of_nobody_else()
    {
        var node = await Cluster.AddNodeAsync();
        var gateway = await Cluster.AddGatewayAsync();
        await gateway.SubscribeAsync(new(7, 1), new(7, 2), new(7, 3));

        await node.KillAsync();
        await gateway.MissesAsync(node);
        gateway.Router.Unsubscribe(new User(7, 2));
        gateway.Router.Subscribe(new User(7, 4));
        gateway.Router.Subscribe(new User(7, 5));
        gateway.Router.Unsubscribe(new User(7, 5));
        await node.StartAsync();

        Assert.Equal([new(7, 1), new(7, 3), new(7, 4)], await gateway.Gateway.NextSubscribedAsync(3));
        Assert.Equal([true, false, true, true, false], await gateway.Gateway.PresenceAsync(new(7, 1), new(7, 2), new(7, 3), new(7, 4), new(7, 5)));
        await HasNothingMoreAsync(gateway);
    }

    [Fact]
    public async Task What_was_published_meanwhile_is_told_as_one_notice()
    {
        var node = await Cluster.AddNodeAsync();
        var receiving = await Cluster.AddGatewayAsync();
        var publishing = await Cluster.AddGatewayAsync();
        await receiving.SubscribeAsync(Customer, Seller);
        await node.KillAsync();
        await receiving.MissesAsync(node);
        await publishing.MissesAsync(node);

        Assert.False(publishing.Router.Publish(Message(Customer, 5)));
        Assert.False(publishing.Router.Publish(Notice(Customer, 7)));
        Assert.False(publishing.Router.Publish(Message(Customer, 6)));
        Assert.False(publishing.Router.Publish(Unpersistent(Seller)));
        await node.StartAsync(closed: publishing.Way(node));
        await receiving.Gateway.NextSubscribedAsync(2);
        publishing.Way(node).Open(node.Running.Port);

        Assert.Equal(new SyncNotify(7), (await receiving.Gateway.NextAsync()).Message);
        await publishing.IsReachedAsync();
        await HasNothingMoreAsync(receiving);
    }

    [Fact]
    public async Task Who_is_connected_nowhere_is_pushed_once_for_the_newest_message()
    {
        var node = await Cluster.AddNodeAsync();
        var gateway = await Cluster.AddGatewayAsync();
        await node.KillAsync();
        await gateway.MissesAsync(node);

        gateway.Router.Publish(Message(Customer, 5, wish: true));
        gateway.Router.Publish(Message(Customer, 6, wish: true));
        gateway.Router.Publish(Message(Seller, 8));
        await node.StartAsync();

        var push = await Cluster.Push.NextAsync();
        Assert.Equal((Customer, 6), (push.Receiver, push.Delivery.SyncKey));
        await gateway.IsReachedAsync();
        await NobodyElseIsPushedAsync(gateway);
    }

    [Fact]
    public async Task Who_is_here_is_not_pushed_because_the_publisher_came_back_first()
    {
        var time = new ManualTime();
        var grace = TimeSpan.FromSeconds(5);
        var node = await Cluster.AddNodeAsync(time, grace: grace);
        var receiving = await Cluster.AddGatewayAsync();
        var publishing = await Cluster.AddGatewayAsync();
        await receiving.SubscribeAsync(Customer);
        await node.KillAsync();
        await receiving.MissesAsync(node);
        await publishing.MissesAsync(node);

        publishing.Router.Publish(Message(Customer, 5, wish: true));
        publishing.Router.Publish(Message(Seller, 6, wish: true));
        await node.StartAsync(closed: receiving.Way(node));
        await publishing.IsReachedAsync();
        Assert.Equal([false], await publishing.Gateway.PresenceAsync(Customer));
        receiving.Way(node).Open(node.Running.Port);
        await receiving.Gateway.NextSubscribedAsync();
        time.Advance(grace);

        Assert.Equal(Seller, (await Cluster.Push.NextAsync()).Receiver);
        await NobodyElseIsPushedAsync(publishing);
    }

    [Fact]
    public async Task Who_is_here_is_not_pushed_while_the_gateways_stream_is_broken()
    {
        var time = new ManualTime();
        var grace = TimeSpan.FromSeconds(5);
        var node = await Cluster.AddNodeAsync(time, grace: grace);
        var receiving = await Cluster.AddGatewayAsync();
        var publishing = await Cluster.AddGatewayAsync();
        await receiving.SubscribeAsync(Customer);
        time.Advance(grace);

        receiving.Way(node).Close();
        await TestCluster.WaitUntilAsync(() => node.Running.Table.Find(Customer).IsEmpty);
        publishing.Router.Publish(Message(Customer, 5, wish: true));
        Assert.Equal([false], await publishing.Gateway.PresenceAsync(Customer));
        receiving.Way(node).Open(node.Running.Port);
        await receiving.Gateway.NextSubscribedAsync();
        time.Advance(grace);

        await NobodyElseIsPushedAsync(publishing);
    }

    [Fact]
    public async Task Whom_it_cannot_be_asked_about_counts_as_absent_and_the_others_are_answered()
    {
        var dead = await Cluster.AddNodeAsync();
        var live = await Cluster.AddNodeAsync();
        var gateway = await Cluster.AddGatewayAsync();
        var there = Cluster.UsersOf(dead).Single();
        var here = Cluster.UsersOf(live).Single();
        await gateway.SubscribeAsync(there, here);
        Assert.Equal([true, true], await gateway.Gateway.PresenceAsync(there, here));

        await dead.KillAsync();
        await gateway.MissesAsync(dead);

        Assert.Equal([false, true, false], await gateway.Gateway.PresenceAsync(there, here, there));
        Assert.True(gateway.Router.IsReachable);
        Assert.Equal([dead.Name], gateway.Router.UnreachableNodes);
        Assert.True(gateway.Router.Publish(Notice(here, 1)));
        Assert.False(gateway.Router.Publish(Notice(there, 1)));
        await live.KillAsync();
        await gateway.MissesAsync(live);
        Assert.False(gateway.Router.IsReachable);
    }

    [Fact]
    public async Task Its_loss_and_its_return_are_told_once()
    {
        var node = await Cluster.AddNodeAsync();
        var gateway = await Cluster.AddGatewayAsync();
        await node.KillAsync();
        await gateway.MissesAsync(node);
        await node.StartAsync();

        // It is told right behind being reached.
        await TestCluster.WaitUntilAsync(() => gateway.Logger.Events.Count >= 3);
        Assert.Equal([6001, 6002, 6001], gateway.Logger.Events);
    }

    [Fact]
    public async Task A_node_that_stops_says_so()
    {
        var node = await Cluster.AddNodeAsync();
        var gateway = await Cluster.AddGatewayAsync();

        await node.StopAsync().WaitAsync(TestGateway.Patience);
        await TestCluster.WaitUntilAsync(() => gateway.Logger.Events.Count == 2);

        Assert.Contains("Unavailable: the node stops", gateway.Logger.Entries[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_who_comes_leaves_or_is_written_to_while_it_dies_again_and_again_is_missed()
    {
        var node = await Cluster.AddNodeAsync();
        var receiving = await Cluster.AddGatewayAsync();
        var publishing = await Cluster.AddGatewayAsync();
        User[] users = [.. Enumerable.Range(1, 50).Select(uid => new User(7, uid))];
        var key = 0L;
        var stopped = 0;
        var traffic = Task.Run(() =>
        {
            while (Volatile.Read(ref stopped) == 0)
            {
                key++;
                foreach (var user in users)
                {
                    receiving.Router.Unsubscribe(user);
                    receiving.Router.Subscribe(user);
                    publishing.Router.Publish(Message(user, key));
                }

                Thread.Yield();
            }
        });
        for (var round = 0; round < 3; round++)
        {
            await receiving.IsReachedAsync();
            await node.KillAsync();
            await node.StartAsync();
        }

        Volatile.Write(ref stopped, 1);
        await traffic.WaitAsync(TestGateway.Patience);
        await receiving.IsReachedAsync();
        await publishing.IsReachedAsync();
        Assert.All(await receiving.Gateway.PresenceAsync(users), Assert.True);

        // Whatever did not arrive live, a notice or a confirmed subscription told of later.
        var told = users.ToDictionary(user => user, _ => 0L);
        foreach (var user in users)
        {
            publishing.Router.Publish(Notice(user, key + 1));
        }

        while (told.Values.Any(last => last <= key))
        {
            var arrived = await receiving.Gateway.NextAsync();
            told[arrived.Receiver] = Math.Max(told[arrived.Receiver], Key(arrived));
        }
    }
}
