using Grpc.Core;
using Grpc.Net.Client;
using KefuChat.Protocol;
using KefuChat.Routing.Grpc;
using KefuChat.Tests.Cluster;
using KefuChat.Tests.Storage;

namespace KefuChat.Tests.Routing.Grpc;

/// <summary>A gateway of a cluster, its router, and its ways to the nodes.</summary>
internal sealed class ClusterGateway : IAsyncDisposable
{
    private readonly TestCluster _cluster;
    private readonly Dictionary<string, TcpProxy> _ways = [];
    private readonly List<GrpcChannel> _channels = [];
    private TestGateway? _gateway;

    public ClusterGateway(TestCluster cluster, TimeProvider time, long maxWaitingBytes)
    {
        _cluster = cluster;
        Router = new GrpcMessageRouter(cluster.Addresses, Connect, time, Logger, maxWaitingBytes);
    }

    public CollectingLogger<GrpcMessageRouter> Logger { get; } = new();

    public GrpcMessageRouter Router { get; }

    /// <summary>What it is given, once it listens.</summary>
    public TestGateway Gateway => _gateway ?? throw new InvalidOperationException("it does not listen");

    /// <summary>The network between it and a node.</summary>
    public TcpProxy Way(ClusterNode node) => _ways[node.Name];

    /// <summary>Opens its sessions.</summary>
    public void Listen() => _gateway = new TestGateway(Router);

    /// <summary>Waits until it reaches all its nodes.</summary>
    public Task IsReachedAsync() => TestCluster.WaitUntilAsync(() => Router.UnreachableNodes.Count == 0);

    /// <summary>Waits until it knows that it does not reach a node.</summary>
    public Task MissesAsync(ClusterNode node) => TestCluster.WaitUntilAsync(() => Router.UnreachableNodes.Contains(node.Name));

    /// <summary>Subscribes users and takes their confirmations.</summary>
    public async Task SubscribeAsync(params IReadOnlyList<User> users)
    {
        foreach (var user in users)
        {
            Router.Subscribe(user);
        }

        Assert.Equal(users.OrderBy(user => user.Uid), await Gateway.NextSubscribedAsync(users.Count));
    }

    public async ValueTask DisposeAsync()
    {
        await Router.DisposeAsync();
        _channels.ForEach(channel => channel.Dispose());
    }

    private CallInvoker Connect(Uri address)
    {
        var way = _cluster.Node(address.OriginalString).AddWay();
        _ways[address.OriginalString] = way;
        var channel = GrpcChannel.ForAddress(way.Address);
        _channels.Add(channel);
        return channel.CreateCallInvoker();
    }
}
