using KefuChat.Cluster;
using KefuChat.Protocol;
using KefuChat.Tests.EndToEnd;

namespace KefuChat.Tests.Routing.Grpc;

/// <summary>Routing nodes, and gateways that reach each of them by a network of their own.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private readonly List<ClusterNode> _nodes = [];
    private readonly List<ClusterGateway> _gateways = [];

    public RecordingPushSender Push { get; set; } = new();

    public IReadOnlyList<string> Addresses => [.. _nodes.Select(node => node.Name)];

    public IReadOnlyList<ClusterNode> Nodes => _nodes;

    /// <summary>Starts one node more. Gateways do not know it unless they are told.</summary>
    public async Task<ClusterNode> AddNodeAsync(TimeProvider? time = null, long maxWaitingBytes = 64 * 1024 * 1024, TimeSpan grace = default)
    {
        var node = new ClusterNode($"http://imr-{_nodes.Count + 1}:5082", () => TestNode.StartAsync(Push, time, maxWaitingBytes, grace));
        await node.StartAsync();
        _nodes.Add(node);
        return node;
    }

    /// <summary>Adds a gateway of all nodes there are, and waits until it reaches them.</summary>
    public async Task<ClusterGateway> AddGatewayAsync(TimeProvider? time = null, long maxWaitingBytes = 64 * 1024 * 1024)
    {
        var gateway = AddGateway(time, maxWaitingBytes);
        gateway.Listen();
        await gateway.IsReachedAsync();
        return gateway;
    }

    /// <summary>Adds a gateway of all nodes there are, whose router nobody listens to yet.</summary>
    public ClusterGateway AddGateway(TimeProvider? time = null, long maxWaitingBytes = 64 * 1024 * 1024)
    {
        var gateway = new ClusterGateway(this, time ?? TimeProvider.System, maxWaitingBytes);
        _gateways.Add(gateway);
        return gateway;
    }

    public ClusterNode Node(string address) => _nodes.Single(node => node.Name == address);

    /// <summary>So many users whose routes live on a node.</summary>
    public IReadOnlyList<User> UsersOf(ClusterNode node, int count = 1, long appId = 7)
    {
        var hash = new RendezvousHash<ClusterNode>(_nodes, other => other.Name);
        return [.. Enumerable.Range(1, int.MaxValue).Select(uid => new User(appId, uid)).Where(user => hash.Pick(user) == node).Take(count)];
    }

    /// <summary>Waits for what comes in its own time.</summary>
    public static Task WaitUntilAsync(Func<bool> condition) => EndToEndTest.WaitUntilAsync(condition);

    public async ValueTask DisposeAsync()
    {
        foreach (var gateway in _gateways)
        {
            await gateway.DisposeAsync();
        }

        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }
    }
}
