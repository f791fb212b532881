using System.Net;
using System.Net.NetworkInformation;

namespace KefuChat.Faults.Cluster;

/// <summary>
/// The network of a run: each node in a network namespace of its own, with an address of its own, on a bridge that this program
/// and its clients are on too. Linux, and only root may make it.
/// </summary>
internal sealed class Network
{
    /// <summary>What a bridge's name begins with; the process's id follows. Names of interfaces have at most 15 characters.</summary>
    public const string BridgePrefix = "kefu";

    /// <summary>Where the kernel lists interfaces.</summary>
    public const string Interfaces = "/sys/class/net";

    /// <summary>Where network namespaces with a name are.</summary>
    public const string Namespaces = "/run/netns";

    private const string Node = "eth0";

    private readonly byte _subnet;
    private int _nodes;

    private Network(byte subnet) => _subnet = subnet;

    private static string Bridge => BridgePrefix + Environment.ProcessId;

    /// <summary>Makes the bridge.</summary>
    /// <exception cref="FaultException">That is not permitted.</exception>
    public static async Task<Network> CreateAsync()
    {
        var network = new Network(FreeSubnet());
        await Tool.RunAsync("ip", "link", "add", Bridge, "type", "bridge");
        await Tool.RunAsync("ip", "addr", "add", $"{network.AddressOf(1)}/24", "dev", Bridge);
        await Tool.RunAsync("ip", "link", "set", Bridge, "up");
        return network;
    }

    /// <summary>Makes a node's namespace, on the bridge.</summary>
    public async Task<NodeNetwork> AddAsync(string node)
    {
        var number = ++_nodes;
        var name = $"{RunDirectory.Prefix}{Environment.ProcessId}-{node}";
        var outside = $"{Bridge}-{number}";
        var address = AddressOf(number + 1);
        await Tool.RunAsync("ip", "netns", "add", name);
        await Tool.RunAsync("ip", "link", "add", outside, "type", "veth", "peer", "name", Node, "netns", name);
        await Tool.RunAsync("ip", "link", "set", outside, "master", Bridge, "up");
        await Tool.RunAsync("ip", "-n", name, "addr", "add", $"{address}/24", "dev", Node);
        await Tool.RunAsync("ip", "-n", name, "link", "set", Node, "up");
        await Tool.RunAsync("ip", "-n", name, "link", "set", "lo", "up");
        return new NodeNetwork(name, address);
    }

    /// <summary>Removes the namespaces and the bridge of the run of process <paramref name="pid"/>, as far as there are any.</summary>
    public static async Task RemoveAsync(int pid)
    {
        if (Directory.Exists(Namespaces))
        {
            // An interface goes with its namespace, and the other end of it too.
            foreach (var path in Directory.EnumerateFiles(Namespaces, $"{RunDirectory.Prefix}{pid}-*"))
            {
                await Tool.RunAsync("ip", "netns", "delete", Path.GetFileName(path));
            }
        }

        if (Path.Exists(Path.Combine(Interfaces, BridgePrefix + pid)))
        {
            await Tool.RunAsync("ip", "link", "delete", BridgePrefix + pid);
        }
    }

    /// <summary>The third byte of a private network that this machine does not use.</summary>
    private static byte FreeSubnet()
    {
        var used = NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(address => address.Address.ToString())
            .ToList();
        return Enumerable.Range(0, 256).Select(i => (byte)(Environment.ProcessId + i))
            .First(subnet => used.TrueForAll(address => !address.StartsWith($"10.77.{subnet}.", StringComparison.Ordinal)));
    }

    private IPAddress AddressOf(int host) => new([10, 77, _subnet, (byte)host]);
}
