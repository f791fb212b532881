using KefuChat.Protocol;
using KefuChat.Push;
using KefuChat.Routing;
using KefuChat.Tests.TestClients;

namespace KefuChat.Tests.EndToEnd;

/// <summary>
/// Two gateways, and the storage and routing they share, which speak gRPC over real sockets: one process for both, or, where
/// users are spread over groups, one for each group, the first with the routing.
/// </summary>
internal sealed class KefuCluster : IAsyncDisposable
{
    private const string ClusterKey = "the-cluster-key-of-the-tests";

    private readonly string _data = Directory.CreateTempSubdirectory("kefu-cluster-").FullName;
    private readonly string[] _groups;
    private readonly string[] _addresses;
    private readonly List<KefuServer> _gateways = [];
    private KefuServer[] _nodes;

    /// <param name="groups">The groups that storage is in; none: one store for all.</param>
    public KefuCluster(params string[] groups)
    {
        _groups = groups;
        _addresses = [.. Enumerable.Range(0, Math.Max(1, groups.Length)).Select(_ => $"http://127.0.0.1:{FreePort.Next()}")];
        _nodes = NewNodes();
    }

    /// <summary>What the routing node pushed.</summary>
    public RecordingPushSender Pushes { get; } = new();

    /// <summary>The process that plays both other roles.</summary>
    public KefuServer Nodes => _nodes[0];

    public KefuServer First => Gateway(0);

    public KefuServer Second => Gateway(1);

    /// <summary>A client, once routing knows of it.</summary>
    public static async Task<KefuClient> LoginAsync(KefuServer gateway, User user, string deviceId = "device")
    {
        var client = await gateway.LoginAsync(user, deviceId);
        await IsRoutedAsync(gateway, user);
        return client;
    }

    /// <summary>A gateway's words reach routing in order, so its answer to this one comes behind the subscription.</summary>
    public static async Task IsRoutedAsync(KefuServer gateway, User user)
    {
        var router = gateway.Get<IMessageRouter>();
        await EndToEndTest.WaitUntilAsync(() => router.IsReachable);
        Assert.Equal([true], await router.PresenceAsync([user]).AsTask().WaitAsync(ChatClient.Patience));
    }

    /// <summary>The nodes' processes stop, and others take their places on the same data and ports.</summary>
    public async Task RestartNodesAsync(Func<Task> meanwhile)
    {
        await StopNodesAsync();
        await meanwhile();
        _nodes = NewNodes();
        StartNodes();
    }

    /// <summary>The process of a group stops.</summary>
    public ValueTask StopGroupAsync(string group) => _nodes[Array.IndexOf(_groups, group)].DisposeAsync();

    /// <summary>Another takes its place on the same data and port.</summary>
    public void StartGroup(string group)
    {
        var index = Array.IndexOf(_groups, group);
        _nodes[index] = NewNode(index);
        _nodes[index].Start();
    }

    /// <summary>Another gateway, which knows these groups of storage; none: one store for all.</summary>
    public KefuServer NewGateway(params string[] groups)
    {
        // All gateways use one directory, and so the same signing key.
        var gateway = new KefuServer(HostKind.InMemory, _data)
            .Set("Kefu:Roles", "gateway")
            .Set("Kefu:ClusterKey", ClusterKey)
            .Set("Kefu:Imr:Endpoints:0", _addresses[0]);
        return groups.Length == 0
            ? gateway.Set("Kefu:Ims:Endpoints:0", _addresses[0])
            : groups.Index().Aggregate(gateway, (server, group) => server
                .Set($"Kefu:Ims:Groups:{group.Index}:Name", group.Item)
                .Set($"Kefu:Ims:Groups:{group.Index}:Endpoints:0", _addresses[Array.IndexOf(_groups, group.Item)]));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var gateway in _gateways)
        {
            await gateway.DisposeAsync();
        }

        await StopNodesAsync();
        Directory.Delete(_data, recursive: true);
    }

    private KefuServer[] NewNodes() => [.. Enumerable.Range(0, _addresses.Length).Select(NewNode)];

    private KefuServer NewNode(int index) =>
        new KefuServer(HostKind.InMemory, index == 0 ? _data : Directory.CreateDirectory(Path.Combine(_data, _groups[index])).FullName)
            .Set("Kefu:Roles", index == 0 ? "ims,imr" : "ims")
            .Set("Kefu:ClusterKey", ClusterKey)
            .Set("Kefu:Grpc:Url", _addresses[index])
            .Replace<IPushSender>(Pushes);

    private void StartNodes() => Array.ForEach(_nodes, node => node.Start());

    private async Task StopNodesAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }
    }

    private KefuServer Gateway(int index)
    {
        while (_gateways.Count <= index)
        {
            StartNodes();

            _gateways.Add(NewGateway(_groups));
        }

        return _gateways[index];
    }
}
