using System.Net;

namespace KefuChat.Faults.Cluster;

/// <summary>
/// Where nodes are: in network namespaces of their own, or else on the loopback interface, at an address of each one's own.
/// Either way each has all ports for itself.
/// </summary>
internal sealed class NodeAddresses(Network? network)
{
    private byte _nodes;

    /// <summary>The next node's address, and its namespace where it has one.</summary>
    public async Task<(IPAddress Address, NodeNetwork? Network)> AddAsync(string node)
    {
        if (network is not null)
        {
            var its = await network.AddAsync(node);
            return (its.Address, its);
        }

        // On Linux all of 127.0.0.0/8 is this machine.
        var run = Environment.ProcessId;
        return (new IPAddress([127, (byte)((run >> 8) | 1), (byte)run, ++_nodes]), null);
    }
}
