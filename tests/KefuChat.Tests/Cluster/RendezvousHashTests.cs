using KefuChat.Cluster;
using KefuChat.Protocol;

namespace KefuChat.Tests.Cluster;

public sealed class RendezvousHashTests
{
    private static readonly string[] Nodes = ["http://10.0.0.1:5082", "http://10.0.0.2:5082", "http://10.0.0.3:5082", "http://10.0.0.4:5082"];
    private static readonly User[] Users = [.. Enumerable.Range(1, 20_000).Select(i => new User(1 + (i % 3), i))];

    [Fact]
    public void Users_are_spread_evenly()
    {
        var shares = Users.CountBy(Of(Nodes).Pick).ToDictionary();

        // 5,000 each; 61 is one standard deviation of the binomial.
        Assert.All(Nodes, node => Assert.InRange(shares[node], 5000 - 400, 5000 + 400));
    }

    [Fact]
    public void A_node_that_comes_takes_its_share_from_the_others_and_nobody_else_moves()
    {
        var before = Of(Nodes[..3]);
        var after = Of(Nodes);
        var moved = Users.Where(user => before.Pick(user) != after.Pick(user)).ToList();

        Assert.InRange(moved.Count, 5000 - 400, 5000 + 400);
        Assert.All(moved, user => Assert.Equal(Nodes[3], after.Pick(user)));
    }

    [Fact]
    public void A_node_that_goes_leaves_its_share_to_the_others_and_nobody_else_moves()
    {
        var before = Of(Nodes);
        var after = Of(Nodes[1..]);

        Assert.All(Users.Where(user => before.Pick(user) != Nodes[0]), user => Assert.Equal(before.Pick(user), after.Pick(user)));
    }

    [Fact]
    public void The_order_of_the_nodes_does_not_matter() =>
        Assert.All(Users, user => Assert.Equal(Of(Nodes).Pick(user), Of([.. Nodes.Reverse()]).Pick(user)));

    /// <summary>Processes of different builds must agree: a change of the hash is a change of the cluster's contract.</summary>
    [Theory]
    [InlineData(1, 55, 1)]
    [InlineData(7, 1001, 1)]
    [InlineData(7, 1002, 1)]
    [InlineData(7, User.MaxId, 0)]
    public void The_choice_is_the_same_in_every_process(long appId, long uid, int node) =>
        Assert.Equal(Nodes[node], Of(Nodes).Pick(new User(appId, uid)));

    [Fact]
    public void No_node_is_no_choice() => Assert.Throws<ArgumentOutOfRangeException>(() => Of([]));

    private static RendezvousHash<string> Of(string[] nodes) => new(nodes, node => node);
}
