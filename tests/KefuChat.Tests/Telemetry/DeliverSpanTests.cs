using System.Diagnostics;
using KefuChat.Configuration;
using KefuChat.Connections;
using KefuChat.Protocol;
using KefuChat.Tests.Connections;
using KefuChat.Tests.EndToEnd;
using KefuChat.Tests.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace KefuChat.Tests.Telemetry;

/// <summary>A delivery's span ends when the socket has taken the frame, or when it is known that it will not.</summary>
[Collection(TelemetryTests.OneAfterTheOther)]
public sealed class DeliverSpanTests : IAsyncDisposable
{
    private readonly TraceRecorder _recorder = new();
    private readonly FakeTransport _transport = new();
    private readonly Connection _connection;
    private readonly Task _running;
    private readonly ActivityContext _trace = new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);

    public DeliverSpanTests()
    {
        var limits = new LimitOptions { SendQueueFrames = 1 };
        _connection = new Connection(7, _transport, new KefuV1Codec(), limits, new ManualTime(), NullLogger.Instance);
        _running = _connection.RunAsync(new FakeHandler());
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _recorder.Dispose();
    }

    [Fact]
    public async Task When_it_is_written()
    {
        Deliver(1);
        await EndToEndTest.WaitUntilAsync(IsQueueEmpty);
        Assert.Empty(Results);

        _transport.AllowWrites(1);
        await EndToEndTest.WaitUntilAsync(() => Results.Count == 1);
        Assert.Equal(["written"], Results);
        Assert.Equal(7L, _recorder.SpansIn(_trace.TraceId)[0].GetTagItem("kefu.connection.id"));
    }

    [Fact]
    public async Task When_the_socket_breaks_under_it()
    {
        Deliver(1);
        await EndToEndTest.WaitUntilAsync(IsQueueEmpty);

        _transport.Abort();
        await EndToEndTest.WaitUntilAsync(() => Results.Count == 1);
        Assert.Equal(["failed"], Results);
        Assert.Equal(ActivityStatusCode.Error, _recorder.SpansIn(_trace.TraceId)[0].Status);
    }

    [Fact]
    public async Task When_it_still_waits_as_the_connection_ends()
    {
        Deliver(1);
        await EndToEndTest.WaitUntilAsync(IsQueueEmpty);
        Deliver(2);

        await EndAsync();
        Assert.Equal(["failed", "closed"], Results);
    }

    [Fact]
    public void When_it_is_not_queued()
    {
        _connection.Outgoing.Hold();
        Deliver(1);
        _connection.Deliver(new Delivery(new CustomerMessage(Command.Customer), 0, MessageFlags.None), new TraceParent(_trace));
        _connection.Deliver(new SyncNotify(2), new TraceParent(_trace));
        _connection.Outgoing.Complete();
        Deliver(3);

        Assert.Equal(["collapsed", "dropped", "collapsed", "closed"], Results);
    }

    private List<string> Results => _recorder.SpansIn(_trace.TraceId).ConvertAll(span => (string)span.GetTagItem("kefu.send.result")!);

    private bool IsQueueEmpty() => _connection.Outgoing.WaitForRoomAsync().AsTask().IsCompleted;

    private void Deliver(long key) =>
        _connection.Deliver(new Delivery(new CustomerMessage(Command.Customer), key, MessageFlags.Push), new TraceParent(_trace));

    private async Task EndAsync()
    {
        _transport.Abort();
        await _running.WaitAsync(TestClients.ChatClient.Patience);
        await _connection.DisposeAsync();
    }
}
