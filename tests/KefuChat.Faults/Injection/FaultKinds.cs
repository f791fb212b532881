using KefuChat.Faults.Cluster;

namespace KefuChat.Faults.Injection;

/// <summary>Every kind of fault there is.</summary>
internal static class FaultKinds
{
    // Within these TCP gets through, if slowly.
    private static readonly int[] LossPercents = [10, 30, 50];

    // From a slow disk to one that seems to hang.
    private static readonly int[] DiskMilliseconds = [20, 100, 500];

    // Minutes, forward and back; the last is an hour that somebody forgot to add.
    private static readonly int[] ClockSeconds = [90, 600, -90, -600, -3600];

    private static readonly PacketDirection[] OneWay = [PacketDirection.In, PacketDirection.Out];

    public static IReadOnlyList<FaultKind> All { get; } =
    [
        new("kill", _ => null, cluster => OfEachRole(cluster, (_, node) => new KillFault(node))),
        new("stop", _ => null, cluster => OfEachRole(cluster, (_, node) => new StopFault(node))),
        new("restart", _ => null, cluster => OfEachRole(cluster, (_, node) => new RestartFault(node))),
        new(PacketFault.Loss, machine => machine.NoNetwork, cluster => Packets(cluster, random => One(random, LossPercents))),
        new(PacketFault.Partition, machine => machine.NoNetwork, cluster => Packets(cluster, _ => 100)),
        new("slow-disk", machine => machine.NoTracing, cluster =>
            [random => new SlowDiskFault(One(random, Disks(cluster)), One(random, DiskMilliseconds))]),
        new("full-disk", machine => machine.NoDisk, cluster => cluster.Databases.Count > 0
            ? []
            : [random => new FullDiskFault(One(random, cluster.Stores))]),
        new("clock", machine => machine.NoFakeTime, cluster =>
            OfEachRole(cluster, (random, node) => new ClockFault(node, One(random, ClockSeconds)))),
        new(FailoverFault.Name, _ => null, cluster => cluster.Databases.Count > 0 ? [_ => new FailoverFault()] : []),
        new(StandbyFault.Name, _ => null, cluster => cluster.Databases.Count > 0 ? [_ => new StandbyFault()] : []),
    ];

    private static IReadOnlyList<Func<Random, Fault>> OfEachRole(Topology cluster, Func<Random, string, Fault> fault) =>
        [.. cluster.Roles.Select(nodes => (Func<Random, Fault>)(random => fault(random, One(random, nodes))))];

    /// <summary>The nodes that keep the messages.</summary>
    private static IReadOnlyList<string> Disks(Topology cluster) => cluster.Databases.Count > 0 ? cluster.Databases : cluster.Stores;

    /// <summary>One way and both ways, between a node and everybody, and between a node and another that it needs.</summary>
    private static List<Func<Random, Fault>> Packets(Topology cluster, Func<Random, int> percent)
    {
        var variants = new List<Func<Random, Fault>>();
        foreach (var nodes in cluster.Roles)
        {
            variants.Add(random => new PacketFault(One(random, nodes), null, One(random, OneWay), percent(random)));
            variants.Add(random => new PacketFault(One(random, nodes), null, PacketDirection.Both, percent(random)));
        }

        foreach (var (nodes, peers) in Links(cluster))
        {
            variants.Add(random => new PacketFault(One(random, nodes), One(random, peers), One(random, OneWay), percent(random)));
            variants.Add(random => new PacketFault(One(random, nodes), One(random, peers), PacketDirection.Both, percent(random)));
        }

        return variants;
    }

    /// <summary>Who needs whom. Of two databases each is at times the primary.</summary>
    private static IEnumerable<(IReadOnlyList<string> Nodes, IReadOnlyList<string> Peers)> Links(Topology cluster) =>
    [
        (cluster.Gateways, cluster.Stores),
        (cluster.Gateways, cluster.Routers),
        .. cluster.Databases.Count > 0
            ? [(cluster.Stores, cluster.Databases), (cluster.Databases.Take(1).ToList(), cluster.Databases.Skip(1).ToList())]
            : Array.Empty<(IReadOnlyList<string>, IReadOnlyList<string>)>(),
    ];

    private static T One<T>(Random random, IReadOnlyList<T> of) => of[random.Next(of.Count)];
}
