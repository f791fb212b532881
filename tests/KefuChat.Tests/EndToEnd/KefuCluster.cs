using KefuChat.Protocol;
using KefuChat.Push;
using KefuChat.Routing;
using KefuChat.Tests.TestClients;

namespace KefuChat.Tests.EndToEnd;

/// <summary>Two gateways, and the storage and routing they share, which speak gRPC over real sockets.</summary>
internal sealed class KefuCluster : IAsyncDisposable
{
    private const string ClusterKey = "the-cluster-key-of-the-tests";

    private readonly string _data = Directory.CreateTempSubdirectory("kefu-cluster-").FullName;
    private readonly string _nodes = $"http://127.0.0.1:{FreePort.Next()}";
    private readonly List<KefuServer> _gateways = [];

    public KefuCluster() => Nodes = NewNodes();

    /// <summary>What the routing node pushed.</summary>
    public RecordingPushSender Pushes { get; } = new();

    /// <summary>The process that plays both other roles.</summary>
    public KefuServer Nodes { get; private set; }

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

    /// <summary>The nodes' process stops, and another one takes its place on the same data and port.</summary>
    public async Task RestartNodesAsync(Func<Task> meanwhile)
    {
        await Nodes.DisposeAsync();
        await meanwhile();
        Nodes = NewNodes();
        Nodes.Start();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var gateway in _gateways)
        {
            await gateway.DisposeAsync();
        }

        await Nodes.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private KefuServer NewNodes() => new KefuServer(HostKind.InMemory, _data)
        .Set("Kefu:Roles", "ims,imr")
        .Set("Kefu:ClusterKey", ClusterKey)
        .Set("Kefu:Grpc:Url", _nodes)
        .Replace<IPushSender>(Pushes);

    private KefuServer Gateway(int index)
    {
        while (_gateways.Count <= index)
        {
            Nodes.Start();

            // All gateways use one directory, and so the same signing key.
            _gateways.Add(new KefuServer(HostKind.InMemory, _data)
                .Set("Kefu:Roles", "gateway")
                .Set("Kefu:ClusterKey", ClusterKey)
                .Set("Kefu:Ims:Endpoints:0", _nodes)
                .Set("Kefu:Imr:Endpoints:0", _nodes));
        }

        return _gateways[index];
    }
}
