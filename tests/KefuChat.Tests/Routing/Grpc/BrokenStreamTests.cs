using KefuChat.Protocol;
using KefuChat.Routing.Grpc;
using KefuChat.Tests.Time;

namespace KefuChat.Tests.Routing.Grpc;

/// <summary>The network between one gateway and its node fails; the node and the other gateways go on.</summary>
public sealed class BrokenStreamTests : RoutingClusterTest
{
    [Fact]
    public async Task The_publishers_alone_loses_nothing()
    {
        var node = await Cluster.AddNodeAsync();
        var receiving = await Cluster.AddGatewayAsync();
        var publishing = await Cluster.AddGatewayAsync();
        await receiving.SubscribeAsync(Customer);

        // Taken while the session lives, and never seen by the node.
        publishing.Way(node).Pause();
        Assert.True(publishing.Router.Publish(Message(Customer, 1, excluded: 77)));
        Assert.True(publishing.Router.Publish(Message(Customer, 2, excluded: 77)));
        Assert.True(publishing.Router.Publish(Unpersistent(Customer)));
        Assert.True(publishing.Router.Publish(Message(Seller, 3, wish: true)));
        publishing.Way(node).Break();
        publishing.Way(node).Resume();

        var notice = await receiving.Gateway.NextAsync();
        Assert.Equal((new SyncNotify(2), 77), (notice.Message, notice.ExcludedConnection));
        Assert.Equal(Seller, (await Cluster.Push.NextAsync()).Receiver);
        await publishing.IsReachedAsync();
        await NobodyElseIsPushedAsync(publishing);
        await HasNothingMoreAsync(receiving);
    }

    [Fact]
    public async Task Whatever_is_published_while_the_publishers_breaks_again_and_again_is_told()
    {
        var node = await Cluster.AddNodeAsync();
        var receiving = await Cluster.AddGatewayAsync();
        var publishing = await Cluster.AddGatewayAsync();
        await receiving.SubscribeAsync(Customer);

        for (var key = 1; key <= 2000; key++)
        {
            publishing.Router.Publish(Message(Customer, key));
            if (key % 400 == 0)
            {
                publishing.Way(node).Break();
            }
        }

        var highest = 0L;
        while (highest < 2000)
        {
            highest = Math.Max(highest, Key(await receiving.Gateway.NextAsync()));
        }
    }

    [Fact]
    public async Task The_receivers_own_confirms_its_users_again_and_nobody_elses()
    {
        var node = await Cluster.AddNodeAsync();
        var receiving = await Cluster.AddGatewayAsync();
        var publishing = await Cluster.AddGatewayAsync();
        await receiving.SubscribeAsync(Customer);
        await publishing.SubscribeAsync(Seller);

        receiving.Way(node).Break();

        Assert.Equal(Customer, await receiving.Gateway.NextSubscribedAsync());
        publishing.Router.Publish(Message(Customer, 1));
        Assert.Equal(1, Key(await receiving.Gateway.NextAsync()));
        await HasNothingMoreAsync(publishing);
    }

    [Fact]
    public async Task A_node_that_says_nothing_for_10_s_is_left()
    {
        var time = new ManualTime();
        var node = await Cluster.AddNodeAsync();
        var gateway = await Cluster.AddGatewayAsync(time);
        await gateway.SubscribeAsync(Customer);

        gateway.Way(node).Pause();
        time.Advance(NodeSession.SilenceLimit - TimeSpan.FromSeconds(1));
        Assert.True(gateway.Router.IsReachable);
        time.Advance(TimeSpan.FromSeconds(1));
        await gateway.MissesAsync(node);

        await TestCluster.WaitUntilAsync(() => gateway.Logger.Events.Count == 2);
        Assert.Contains("the node has said nothing for 10 s", gateway.Logger.Entries[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_not_answered_about_within_2_s_counts_as_absent()
    {
        var time = new ManualTime();
        var node = await Cluster.AddNodeAsync();
        var gateway = await Cluster.AddGatewayAsync(time);
        await gateway.SubscribeAsync(Customer);
        gateway.Way(node).Pause();

        var asked = gateway.Gateway.PresenceAsync(Customer);
        Assert.False(asked.IsCompleted);
        time.Advance(PresenceSurvey.Limit);

        Assert.Equal([false], await asked);
        gateway.Way(node).Resume();
        Assert.Equal([true], await gateway.Gateway.PresenceAsync(Customer));
    }

    [Fact]
    public async Task Who_was_asked_about_when_it_broke_counts_as_absent()
    {
        var time = new ManualTime();
        var node = await Cluster.AddNodeAsync();
        var gateway = await Cluster.AddGatewayAsync(time);
        await gateway.SubscribeAsync(Customer);
        gateway.Way(node).Pause();

        var asked = gateway.Gateway.PresenceAsync(Customer);
        gateway.Way(node).Break();

        Assert.Equal([false], await asked);
    }

    [Fact]
    public async Task A_node_that_takes_too_long_to_answer_at_first_is_tried_again()
    {
        var time = new ManualTime();
        var node = await Cluster.AddNodeAsync();
        var gateway = Cluster.AddGateway(time);
        gateway.Way(node).Pause();
        gateway.Listen();
        await TestCluster.WaitUntilAsync(() => time.HasTimerWithin(NodeSession.OpenLimit));

        time.Advance(NodeSession.OpenLimit);
        await TestCluster.WaitUntilAsync(() => gateway.Logger.Events.Count == 1);
        Assert.Contains("no answer within 2 s", gateway.Logger.Entries[0].Text, StringComparison.Ordinal);

        gateway.Way(node).Resume();
        await TestCluster.WaitUntilAsync(() =>
        {
            // The pause may have been too long for the connection as well, which then breaks and costs one more attempt. While
            // one is under way nothing is due so soon.
            if (time.HasTimerWithin(TimeSpan.FromSeconds(1)))
            {
                time.Advance(TimeSpan.FromSeconds(1));
            }

            return gateway.Router.UnreachableNodes.Count == 0;
        });
    }

    [Fact]
    public async Task One_that_takes_nothing_is_ended_by_the_gateway_before_too_much_waits()
    {
        var node = await Cluster.AddNodeAsync();
        var receiving = await Cluster.AddGatewayAsync();
        var publishing = await Cluster.AddGatewayAsync(maxWaitingBytes: 500_000);
        await receiving.SubscribeAsync(Customer);

        publishing.Way(node).Pause();
        var key = 1L;
        while (publishing.Router.Publish(Message(Customer, key, bytes: 30_000)))
        {
            key++;
        }

        Assert.InRange(key, 500_000 / 31_000, (500_000 / 30_000) + 1);
        await TestCluster.WaitUntilAsync(() => publishing.Logger.Entries.Any(
            entry => entry.Text.Contains("too much waits for the node", StringComparison.Ordinal)));
        publishing.Way(node).Break();
        publishing.Way(node).Resume();
        Assert.Equal(new SyncNotify(key), (await receiving.Gateway.NextAsync()).Message);
        await publishing.IsReachedAsync();
        await HasNothingMoreAsync(receiving);
    }

    [Fact]
    public async Task What_waits_when_a_gateway_stops_is_still_told()
    {
        await Cluster.AddNodeAsync();
        var receiving = await Cluster.AddGatewayAsync();
        var stopping = await Cluster.AddGatewayAsync();
        await receiving.SubscribeAsync(Customer);
        for (var key = 1; key <= 3000; key++)
        {
            stopping.Router.Publish(Message(Customer, key));
        }

        await stopping.DisposeAsync();

        Assert.Equal(Enumerable.Range(1, 3000).Select(key => (long)key), (await receiving.Gateway.NextAsync(3000)).Select(Key));
    }

    [Fact]
    public async Task A_gateway_that_stops_does_not_wait_for_a_node_that_is_silent()
    {
        var time = new ManualTime();
        var node = await Cluster.AddNodeAsync();
        var gateway = await Cluster.AddGatewayAsync(time);
        gateway.Way(node).Pause();
        gateway.Router.Publish(Message(Customer, 1));

        var stopped = gateway.Router.DisposeAsync().AsTask();
        time.Advance(RoutingNode.StopLimit);

        await stopped.WaitAsync(TestGateway.Patience);
    }
}
