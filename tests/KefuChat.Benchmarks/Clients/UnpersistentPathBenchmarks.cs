using BenchmarkDotNet.Attributes;
using KefuChat.Authentication;
using KefuChat.Benchmarks.Connections;
using KefuChat.Benchmarks.Protocol;
using KefuChat.Configuration;
using KefuChat.Connections;
using KefuChat.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace KefuChat.Benchmarks.Clients;

/// <summary>
/// An UNPERSISTENT message from one connection's socket to another's, and its ACK: the whole server but for the network.
/// What is allocated for it is the message with its content and uuid, the seller's delivery and the customer's ACK.
/// </summary>
public class UnpersistentPathBenchmarks
{
    private const int ManyInFlight = 16;

    private readonly CountdownEvent _written = new(1);
    private readonly List<Connection> _connections = [];
    private readonly List<Task> _running = [];
    private byte[] _frame = [];
    private GatewayServices _services = null!;
    private MemoryTransport _customer = null!;
    private MemoryTransport _seller = null!;

    /// <summary>Connects a customer and a seller.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _services = new GatewayServices();
        _customer = Connect(new User(Samples.CustomerAppId, 1));
        _seller = Connect(new User(Samples.KefuAppId, 2));
        _frame = ClientFrames.KefuV1(Samples.Message(1, 2, MessageFlags.Unpersistent));
    }

    /// <summary>Closes both connections.</summary>
    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        _customer.ReceiveClose();
        _seller.ReceiveClose();
        await Task.WhenAll(_running);
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }

        _services.Dispose();
        _written.Dispose();
    }

    /// <summary>Each is sent when the last has arrived and is acknowledged: both write loops sleep in between.</summary>
    [Benchmark(OperationsPerInvoke = 1)]
    public void OneInFlight() => Send(1);

    /// <summary>A burst, as it may lie in one packet.</summary>
    [Benchmark(OperationsPerInvoke = ManyInFlight)]
    public void SixteenInFlight() => Send(ManyInFlight);

    private void Send(int count)
    {
        _written.Reset(2 * count);
        for (var i = 0; i < count; i++)
        {
            _customer.Receive(_frame);
        }

        _written.Wait();
    }

    private MemoryTransport Connect(User user)
    {
        var transport = new MemoryTransport(frames => _written.Signal(frames));
        var connection = new Connection(
            user.Uid, transport, new KefuV1Codec(), new LimitOptions { MessagesPerSecond = 0 }, TimeProvider.System, NullLogger.Instance);
        _connections.Add(connection);
        _running.Add(connection.RunAsync(_services.Get<IConnectionHandlerFactory>().Create(connection)));
        var token = _services.Get<Tokens>().Mint(new TokenIdentity(user, IsForbidden: false), DateTimeOffset.UtcNow.AddHours(1));
        _written.Reset(1);
        transport.Receive(ClientFrames.KefuV1AuthToken(token));
        _written.Wait();
        return transport;
    }
}
