using KefuChat.Tests.Cluster;

namespace KefuChat.Tests.Routing.Grpc;

/// <summary>A node that can be killed and come back, and the ways to it.</summary>
internal sealed class ClusterNode(string name, Func<Task<TestNode>> start) : IAsyncDisposable
{
    private readonly List<TcpProxy> _ways = [];
    private TestNode? _node;

    /// <summary>The address gateways are configured with.</summary>
    public string Name => name;

    public bool IsRunning => _node is not null;

    /// <summary>The node as it runs now.</summary>
    public TestNode Running => _node!;

    /// <summary>A way of its own for one gateway.</summary>
    public TcpProxy AddWay()
    {
        var way = new TcpProxy();
        _ways.Add(way);
        if (_node is not null)
        {
            way.Open(_node.Port);
        }

        return way;
    }

    /// <summary>Starts it anew.</summary>
    /// <param name="closed">A way that stays closed.</param>
    public async Task StartAsync(TcpProxy? closed = null)
    {
        _node = await start();
        _ways.FindAll(way => way != closed).ForEach(way => way.Open(_node.Port));
    }

    /// <summary>It is gone: nobody hears a goodbye.</summary>
    public async Task KillAsync()
    {
        _ways.ForEach(way => way.Close());
        await _node!.DisposeAsync();
        _node = null;
    }

    /// <summary>It stops as it is told to.</summary>
    public async Task StopAsync()
    {
        await _node!.DisposeAsync();
        _ways.ForEach(way => way.Close());
        _node = null;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var way in _ways)
        {
            await way.DisposeAsync();
        }

        if (_node is not null)
        {
            await _node.DisposeAsync();
        }
    }
}
