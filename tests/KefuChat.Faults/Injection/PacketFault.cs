using KefuChat.Faults.Cluster;

namespace KefuChat.Faults.Injection;

/// <summary>Packets of a node are lost in silence: some by chance (loss), or all (partition).</summary>
/// <param name="Node">The node.</param>
/// <param name="Peer">The other end, where only packets between the two are lost; null: those with everybody.</param>
/// <param name="Direction">Which packets.</param>
/// <param name="Percent">How many of them, 1 to 100.</param>
internal sealed record PacketFault(string Node, string? Peer, PacketDirection Direction, int Percent)
    : Fault(Percent < 100 ? Loss : Partition, Node)
{
    public const string Loss = "loss";
    public const string Partition = "partition";

    /// <inheritdoc/>
    public override string Label => $"{Kind} {Way} {Topology.RoleOf(Node)}{(Peer is null ? "" : $", {Topology.RoleOf(Peer)}")}";

    /// <inheritdoc/>
    public override string Description => $"{Kind} of {Percent} % {Packets} {Node}";

    private string Way => Direction == PacketDirection.Both ? "two-way" : "one-way";

    private string Packets => (Direction, Peer) switch
    {
        (PacketDirection.In, null) => "to",
        (PacketDirection.In, { } peer) => $"from {peer} to",
        (PacketDirection.Out, null) => "from",
        (PacketDirection.Out, { } peer) => $"to {peer} from",
        (_, null) => "to and from",
        (_, { } peer) => $"between {peer} and",
    };

    /// <inheritdoc/>
    public override async Task<Func<Task>> InjectAsync(KefuCluster cluster, CancellationToken cancellation)
    {
        var network = cluster.NetworkOf(Node);
        await network.DropAsync(Direction, Peer is null ? null : cluster.NetworkOf(Peer).Address, Percent);
        return network.HealAsync;
    }
}
