using System.Net;
using KefuChat.Load.Clients;
using KefuChat.Load.Options;

namespace KefuChat.Faults.Cluster;

/// <summary>Gateways, storage and routing, each a process of its own, and the databases that storage may stand on.</summary>
internal sealed class KefuCluster(IReadOnlyList<Node> nodes, Databases? databases = null) : IAsyncDisposable
{
    /// <summary>Null where storage has files of its own.</summary>
    public Databases? Databases => databases;

    /// <summary>Where clients connect to.</summary>
    public IReadOnlyList<IPEndPoint> Gateways =>
        [.. nodes.Where(node => Topology.RoleOf(node.Name) == "gateway").Select(node => new IPEndPoint(node.Address, NodeCommands.HttpPort))];

    /// <summary>How nodes ended that nobody ended.</summary>
    public IEnumerable<string> Deaths => nodes.Select(node => node.Death).Concat(databases?.Deaths ?? []).OfType<string>();

    public Node this[string name] => nodes.First(node => node.Name == name);

    /// <summary>The process of a node or database.</summary>
    public int PidOf(string name) => databases?.Find(name)?.Server.ProcessId ?? this[name].Pid;

    /// <summary>The network namespace of a node or database; the cluster has been made with it.</summary>
    public NodeNetwork NetworkOf(string name) => (databases?.Find(name)?.Network ?? this[name].Network)!;

    /// <summary>Starts them in their order, in which each finds what it needs.</summary>
    /// <exception cref="FaultException">One does not start.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        if (databases is not null)
        {
            await databases.StartAsync();
        }

        foreach (var node in nodes)
        {
            await node.StartAsync(cancellation);
        }
    }

    /// <summary>Mints tokens that outlive a run of so many seconds, at the first gateway.</summary>
    public ITokenSource CreateTokens(double seconds) => new TokenMint(new LoadOptions
    {
        Url = new Uri($"http://{Gateways[0]}"),
        AdminKey = NodeCommands.AdminKey,
        Seconds = seconds,
    });

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }

        if (databases is not null)
        {
            await databases.DisposeAsync();
        }
    }
}
