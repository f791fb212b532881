using System.Net;
using KefuChat.Faults.Options;

namespace KefuChat.Faults.Cluster;

/// <summary>Makes the nodes of a cluster, each with what the faults need: a network namespace, a disk, a clock.</summary>
internal sealed class ClusterBuilder(FaultOptions options, ClusterNeeds needs, Machine machine, RunDirectory directory)
{
    private readonly NodeCommands _commands = new(directory, options);
    private readonly List<Node> _nodes = [];

    /// <summary>Makes them all; they do not run yet.</summary>
    /// <exception cref="FaultException">The machine does not let it.</exception>
    public async Task<KefuCluster> BuildAsync()
    {
        var topology = Topology.Of(options.Store);
        var addresses = new NodeAddresses(needs.Network ? await Network.CreateAsync() : null);
        var databases = await MakeDatabasesAsync(addresses, topology.Databases);
        var stores = await AddAsync(addresses, topology.Stores, (name, address) => _commands.Store(name, address, databases));
        var routers = await AddAsync(addresses, topology.Routers, _commands.Router);
        await AddAsync(addresses, topology.Gateways, (name, address) => _commands.Gateway(name, address, stores, routers));
        return new KefuCluster(_nodes, databases);
    }

    private async Task<Databases?> MakeDatabasesAsync(NodeAddresses addresses, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return null;
        }

        var databases = new Databases(directory);
        foreach (var name in names)
        {
            var (address, network) = await addresses.AddAsync(name);
            databases.Add(name, address, network);
        }

        return databases;
    }

    private async Task<IReadOnlyList<IPAddress>> AddAsync(
        NodeAddresses addresses, IReadOnlyList<string> names, Func<string, IPAddress, IReadOnlyList<string>> command)
    {
        var added = new List<IPAddress>();
        foreach (var name in names)
        {
            var (address, network) = await addresses.AddAsync(name);
            var data = directory.DataOf(name);
            added.Add(address);
            _nodes.Add(new Node(name, address, command(name, address), directory.LogOf(name), Readiness(address))
            {
                Network = network,
                Disk = needs.Disk && Topology.RoleOf(name) == "ims" ? await Disk.MountAsync(data) : null,
                Clock = needs.Clocks.Contains(name)
                    ? new NodeClock(machine.FakeTimeLibrary!, Path.Combine(directory.Path, $"{name}.clock"))
                    : null,
            });
        }

        return added;
    }

    private static Func<CancellationToken, Task> Readiness(IPAddress address) =>
        cancellation => HealthProbe.WaitAsync(new Uri($"http://{address}:{NodeCommands.HttpPort}"), cancellation);
}
