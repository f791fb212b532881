using KefuChat.Protocol;
using KefuChat.Routing.Grpc;
using KefuChat.Tests.Time;

namespace KefuChat.Tests.Routing.Grpc;

/// <summary>Nodes are added and removed in the settings of running gateways.</summary>
public sealed class MovingUsersTests : RoutingClusterTest
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task A_node_that_is_added_takes_only_its_share_and_the_old_ones_keep_it_for_a_minute()
    {
        await Cluster.AddNodeAsync();
        await Cluster.AddNodeAsync();
        var gateway = await Cluster.AddGatewayAsync(_time);
        var unaware = await Cluster.AddGatewayAsync();
        User[] users = [.. Enumerable.Range(1, 60).Select(uid => new User(7, uid))];
        await gateway.SubscribeAsync(users);
        var homes = users.ToDictionary(user => user, Home);

        var added = await Cluster.AddNodeAsync();
        User[] moved = [.. users.Where(user => Home(user) == added)];
        gateway.Router.SetNodes(Cluster.Addresses);

        Assert.InRange(moved.Length, 5, 40);
        Assert.Equal(moved, await gateway.Gateway.NextSubscribedAsync(moved.Length));
        Assert.All(users, user => Assert.Single(homes[user].Running.Table.Find(user)));
        Assert.Equal(moved, users.Where(user => !added.Running.Table.Find(user).IsEmpty));

        // Each by its own settings, once.
        await gateway.IsReachedAsync();
        gateway.Router.Publish(Notice(moved[0], 1));
        Assert.Equal(1, Key(await gateway.Gateway.NextAsync()));
        unaware.Router.Publish(Notice(moved[0], 2));
        Assert.Equal(2, Key(await gateway.Gateway.NextAsync()));

        await PassAsync(_time, GrpcMessageRouter.OverlapTime, gateway);
        await gateway.Gateway.PresenceAsync(users);
        await TestCluster.WaitUntilAsync(() => moved.All(user => homes[user].Running.Table.Find(user).IsEmpty));
        Assert.All(users.Except(moved), user => Assert.Single(homes[user].Running.Table.Find(user)));
        Assert.All(await gateway.Gateway.PresenceAsync(users), Assert.True);
        await HasNothingMoreAsync(gateway);
    }

    [Fact]
    public async Task Who_leaves_within_the_minute_leaves_both()
    {
        var (gateway, from, to, user) = await MoveOneAsync();

        gateway.Router.Unsubscribe(user);

        await TestCluster.WaitUntilAsync(() => from.Running.Table.Find(user).IsEmpty && to.Running.Table.Find(user).IsEmpty);
    }

    [Fact]
    public async Task Who_moves_back_within_the_minute_stays()
    {
        var (gateway, from, to, user) = await MoveOneAsync();

        gateway.Router.SetNodes([from.Name]);
        await PassAsync(_time, GrpcMessageRouter.OverlapTime, gateway);

        await TestCluster.WaitUntilAsync(() => to.Running.Table.Find(user).IsEmpty);
        Assert.Single(from.Running.Table.Find(user));
        gateway.Router.Publish(Notice(user, 1));
        Assert.Equal(1, Key(await gateway.Gateway.NextAsync()));
    }

    [Fact]
    public async Task A_node_that_is_removed_is_left_after_a_minute()
    {
        var kept = await Cluster.AddNodeAsync();
        var removed = await Cluster.AddNodeAsync();
        var gateway = await Cluster.AddGatewayAsync(_time);
        var users = Cluster.UsersOf(removed, 3);
        await gateway.SubscribeAsync(users);

        gateway.Router.SetNodes([kept.Name]);
        Assert.Equal(users, await gateway.Gateway.NextSubscribedAsync(3));
        Assert.All(users, user => Assert.Single(removed.Running.Table.Find(user)));
        Assert.True(gateway.Router.Publish(Notice(users[0], 1)));
        Assert.Equal(1, Key(await gateway.Gateway.NextAsync()));
        await PassAsync(_time, GrpcMessageRouter.OverlapTime, gateway);

        await TestCluster.WaitUntilAsync(() => users.All(user => removed.Running.Table.Find(user).IsEmpty));
        await removed.KillAsync();
        Assert.Empty(gateway.Router.UnreachableNodes);
        Assert.Equal([true, true, true], await gateway.Gateway.PresenceAsync([.. users]));

        // And back: it is a new node like any other.
        await removed.StartAsync();
        gateway.Router.SetNodes([kept.Name, removed.Name]);
        Assert.Equal(users, await gateway.Gateway.NextSubscribedAsync(3));
    }

    [Fact]
    public async Task What_a_dead_node_owes_is_told_by_the_one_that_takes_its_place()
    {
        var kept = await Cluster.AddNodeAsync();
        var dead = await Cluster.AddNodeAsync();
        var gateway = await Cluster.AddGatewayAsync();
        var user = Cluster.UsersOf(dead).Single();
        var absent = Cluster.UsersOf(dead, 2)[1];
        await gateway.SubscribeAsync(user);
        await dead.KillAsync();
        await gateway.MissesAsync(dead);
        Assert.False(gateway.Router.Publish(Message(user, 4)));
        Assert.False(gateway.Router.Publish(Message(absent, 5, wish: true)));

        gateway.Router.SetNodes([kept.Name]);

        Assert.Equal(new SyncNotify(4), (await gateway.Gateway.NextAsync()).Message);
        Assert.Equal(absent, (await Cluster.Push.NextAsync()).Receiver);
        Assert.Equal(user, await gateway.Gateway.NextSubscribedAsync());
    }

    [Fact]
    public async Task What_a_removed_node_never_acknowledged_is_told_by_the_one_that_takes_its_place()
    {
        var kept = await Cluster.AddNodeAsync();
        var removed = await Cluster.AddNodeAsync();
        var gateway = await Cluster.AddGatewayAsync();
        var user = Cluster.UsersOf(removed).Single();
        await gateway.SubscribeAsync(user);
        gateway.Way(removed).Pause();
        Assert.True(gateway.Router.Publish(Message(user, 4)));

        gateway.Router.SetNodes([kept.Name]);
        Assert.Equal(user, await gateway.Gateway.NextSubscribedAsync());
        gateway.Way(removed).Close();

        Assert.Equal(new SyncNotify(4), (await gateway.Gateway.NextAsync()).Message);
    }

    [Fact]
    public async Task The_same_nodes_however_they_are_written_move_nobody()
    {
        await Cluster.AddNodeAsync();
        await Cluster.AddNodeAsync();
        var gateway = await Cluster.AddGatewayAsync(_time);
        User[] users = [.. Enumerable.Range(1, 20).Select(uid => new User(7, uid))];
        await gateway.SubscribeAsync(users);

        gateway.Router.SetNodes([.. Cluster.Addresses.Reverse().Select(address => address.ToUpperInvariant() + "/"), Cluster.Addresses[0]]);

        await HasNothingMoreAsync(gateway);
        Assert.Empty(gateway.Router.UnreachableNodes);
    }

    [Fact]
    public async Task There_is_always_a_node()
    {
        await Cluster.AddNodeAsync();
        var gateway = await Cluster.AddGatewayAsync();

        Assert.Throws<ArgumentOutOfRangeException>(() => gateway.Router.SetNodes([]));

        Assert.True(gateway.Router.Publish(Notice(Customer, 1)));
    }

    /// <summary>A user whose node is another since a moment ago.</summary>
    private async Task<(ClusterGateway Gateway, ClusterNode From, ClusterNode To, User User)> MoveOneAsync()
    {
        var from = await Cluster.AddNodeAsync();
        var gateway = await Cluster.AddGatewayAsync(_time);
        var to = await Cluster.AddNodeAsync();
        var user = Cluster.UsersOf(to).Single();
        await gateway.SubscribeAsync(user);
        gateway.Router.SetNodes(Cluster.Addresses);
        Assert.Equal(user, await gateway.Gateway.NextSubscribedAsync());
        Assert.Single(from.Running.Table.Find(user));
        Assert.Single(to.Running.Table.Find(user));
        return (gateway, from, to, user);
    }

    private ClusterNode Home(User user) => Cluster.Nodes.Single(node => Cluster.UsersOf(node, 60).Contains(user));
}
