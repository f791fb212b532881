using System.Buffers;
using System.Text;
using KefuChat.Configuration;
using KefuChat.Connections;
using KefuChat.Protocol;
using KefuChat.Tests.Connections;
using KefuChat.Tests.EndToEnd;
using KefuChat.Tests.Telemetry;
using KefuChat.Tests.TestClients.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace KefuChat.Tests.Clients;

/// <summary>What an UNPERSISTENT message costs the heap from frame to frame, with nobody listening to traces and metrics.</summary>
[Collection(TelemetryTests.OneAfterTheOther)]
public sealed class UnpersistentAllocationTests : IAsyncDisposable
{
    private const int Messages = 100;

    private static readonly User Customer = new(7, 42);
    private static readonly User Seller = new(1, 3);

    private readonly KefuServer _server = new(HostKind.InMemory);
    private readonly List<Connection> _connections = [];
    private readonly KefuV1Codec _codec = new();
    private readonly FrameWriter _output = new();
    private readonly ReadOnlySequence<byte> _frame = new(KefuV1Wire.Encode(
        Command.Customer, 2, MessageFlags.Unpersistent, 7L, 42L, 0L, 3L, 0L, Encoding.UTF8.GetBytes(new string('x', 250)), Guid.NewGuid().ToString()));

    // What is kept here must be on the heap: the compiler may put on the stack what nobody keeps.
    private readonly Message[] _made = new Message[2];

    public UnpersistentAllocationTests() => _server.UseManualTime();

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }

        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_is_allocated_beside_the_message_its_delivery_and_its_ack()
    {
        var (customer, handler) = await LoginAsync(Customer);
        var (seller, _) = await LoginAsync(Seller);
        void Pass()
        {
            Assert.True(handler.HandleAsync(Decode()).AsTask().IsCompletedSuccessfully);
            Assert.True(Encode(seller) is Delivery && Encode(customer) is Ack { Status: Status.Ok });
        }

        void Make()
        {
            var message = (CustomerMessage)Decode().Message;
            _made[0] = new Delivery(message, 0, MessageFlags.None);
            _made[1] = new Ack(2, Status.Ok, 0, 0, "");
        }

        Assert.Equal(AllocatedBy(Make), AllocatedBy(Pass));
    }

    /// <summary>
    /// By so many calls on this thread, behind the first, which makes what lasts; the least of some rounds, as a collection
    /// may at any time take the pooled buffers, which are then made once more.
    /// </summary>
    private static long AllocatedBy(Action action)
    {
        action();
        return Enumerable.Range(0, 5).Min(_ => AllocatedInARound(action));
    }

    private static long AllocatedInARound(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Messages; i++)
        {
            action();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private async Task<(Connection Connection, IConnectionHandler Handler)> LoginAsync(User user)
    {
        var limits = new LimitOptions { MessagesPerSecond = 0 };
        var connection = new Connection(user.Uid, new FakeTransport(), _codec, limits, _server.Get<TimeProvider>(), NullLogger.Instance);
        _connections.Add(connection);
        var handler = _server.Get<IConnectionHandlerFactory>().Create(connection);
        await handler.HandleAsync(new Frame(1, new AuthToken(Platform.Web, _server.Token(user), "")));
        Assert.Equal(Status.Ok, Assert.IsType<AuthStatus>(Encode(connection)).Status);
        return (connection, handler);
    }

    private Frame Decode()
    {
        Assert.True(_codec.TryDecode(_frame, out var frame, out _));
        return frame;
    }

    /// <summary>The next message that waits, as the write loop takes and encodes it.</summary>
    private Message Encode(Connection connection)
    {
        Assert.True(connection.Outgoing.TryTake(out var queued));
        _codec.Encode(queued.Message, _output);
        _output.Clear();
        return queued.Message;
    }
}
