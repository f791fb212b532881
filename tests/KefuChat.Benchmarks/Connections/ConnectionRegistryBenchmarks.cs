using BenchmarkDotNet.Attributes;
using KefuChat.Configuration;
using KefuChat.Connections;
using KefuChat.Protocol;
using KefuChat.Push;
using KefuChat.Routing;
using Microsoft.Extensions.Logging.Abstractions;

namespace KefuChat.Benchmarks.Connections;

/// <summary>Who is here, and routing within the process: the cost of one message should not grow with who else is here.</summary>
public class ConnectionRegistryBenchmarks
{
    private readonly Delivery _delivery = new(Samples.Message(1, 2, MessageFlags.Unpersistent), 0, MessageFlags.None);
    private InProcessRouter _router = null!;
    private ConnectionRegistry _registry = null!;
    private Connection[] _connections = [];
    private Connection _newcomer = null!;
    private int _next;

    /// <summary>How many users are connected, each once.</summary>
    [Params(1_000, 10_000, 100_000)]
    public int OnlineUsers { get; set; }

    /// <summary>Connects them.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _router = new InProcessRouter(new RoutingTable(), new LoggingPushSender(NullLogger<LoggingPushSender>.Instance));
        _registry = new ConnectionRegistry(_router);
        _connections = [.. Enumerable.Range(1, OnlineUsers).Select(Connect)];
        _newcomer = Connect(OnlineUsers + 1);
        foreach (var connection in _connections)
        {
            _registry.Join(UserOf(connection), connection);
        }

        // Neighbours in memory are not neighbours in what happens.
        new Random(1).Shuffle(_connections);
    }

    /// <summary>Closes them.</summary>
    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }

        await _newcomer.DisposeAsync();
    }

    /// <summary>A message to one of them, into the send queue and out of it.</summary>
    [Benchmark]
    public bool Publish()
    {
        _next = _next + 1 < _connections.Length ? _next + 1 : 0;
        var connection = _connections[_next];
        _router.Publish(new Publication(UserOf(connection), _delivery));
        return connection.Outgoing.TryTake(out _);
    }

    /// <summary>One more user comes and goes.</summary>
    [Benchmark]
    public void JoinAndLeave()
    {
        var user = UserOf(_newcomer);
        _registry.Join(user, _newcomer);
        _registry.Leave(user, _newcomer);
    }

    private static Connection Connect(int id) => new(
        id, new MemoryTransport(_ => { }), new KefuV1Codec(), new LimitOptions(), TimeProvider.System, NullLogger.Instance);

    private static User UserOf(Connection connection) => new(Samples.CustomerAppId, connection.Id);
}
