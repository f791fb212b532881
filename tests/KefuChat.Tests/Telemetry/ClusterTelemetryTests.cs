using System.Diagnostics;
using Grpc.Net.Client;
using KefuChat.Protocol;
using KefuChat.Routing;
using KefuChat.Routing.Grpc;
using KefuChat.Storage.Grpc;
using KefuChat.Telemetry;
using KefuChat.Tests.EndToEnd;
using KefuChat.Tests.Routing;
using KefuChat.Tests.Routing.Grpc;
using KefuChat.Tests.Storage;
using KefuChat.Tests.Storage.Grpc;
using Microsoft.Extensions.Logging.Abstractions;

namespace KefuChat.Tests.Telemetry;

/// <summary>What crosses from one process to another is told on the other side, and what had to be tried again on this.</summary>
[Collection(TelemetryTests.OneAfterTheOther)]
public sealed class ClusterTelemetryTests : IDisposable
{
    private readonly TestMeterFactory _meters = new();
    private readonly KefuMetrics _metrics;
    private readonly MetricRecorder _measured;

    public ClusterTelemetryTests()
    {
        _metrics = new KefuMetrics(_meters, TimeProvider.System);
        _measured = new MetricRecorder(_meters);
    }

    public void Dispose()
    {
        _measured.Dispose();
        _meters.Dispose();
    }

    [Fact]
    public async Task A_message_s_trace_goes_on_in_the_store_of_another_process()
    {
        using var recorder = new TraceRecorder();
        var trace = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        await using var backend = new GrpcBackend();
        var stores = await backend.OpenAsync();

        await stores.Messages.SaveAsync(Chat.FromCustomer("hello") with { Trace = new TraceParent(trace) });

        var span = Assert.Single(recorder.SpansIn(trace.TraceId));
        Assert.Equal(("store", trace.SpanId), (span.OperationName, span.ParentSpanId));
        await backend.CloseAsync(stores);
    }

    [Fact]
    public async Task A_publication_from_another_process_has_its_trace_and_its_lag()
    {
        var user = new User(7, 1001);
        var trace = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        await using var node = await TestNode.StartAsync(new Routing.RecordingPushSender());
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{node.Port}");
        await using var router = new GrpcMessageRouter(
            ["http://imr"], _ => channel.CreateCallInvoker(), TimeProvider.System, NullLogger<GrpcMessageRouter>.Instance, metrics: _metrics);
        var gateway = new TestGateway(router);
        await EndToEndTest.WaitUntilAsync(() => router.IsReachable);
        await gateway.SubscribeAsync(user);

        gateway.Publish(new Publication(user, new SyncNotify(1), Trace: new TraceParent(trace)));

        var arrived = await gateway.NextAsync();
        Assert.Equal((trace.TraceId, trace.SpanId), (arrived.Trace!.Context.TraceId, arrived.Trace.Context.SpanId));
        await EndToEndTest.WaitUntilAsync(() => _measured.Sums.ContainsKey("kefu.route.lag{}"));
    }

    [Fact]
    public async Task Tries_to_reach_a_store_that_is_not_there_are_counted()
    {
        await using var store = new GrpcMessageStore(
            [new Uri("http://127.0.0.1:1")], ImsHost.Connect, TimeProvider.System, NullLogger<GrpcMessageStore>.Instance, _metrics);
        await EndToEndTest.WaitUntilAsync(() => _measured.Sums.GetValueOrDefault("kefu.retries{kefu.operation=ims.connect}") >= 2);
    }

    [Fact]
    public async Task Tries_to_reach_a_router_that_is_not_there_are_counted()
    {
        using var channel = GrpcChannel.ForAddress("http://127.0.0.1:1");
        await using var router = new GrpcMessageRouter(
            ["http://imr"], _ => channel.CreateCallInvoker(), TimeProvider.System, NullLogger<GrpcMessageRouter>.Instance, metrics: _metrics);
        _ = new TestGateway(router);
        await EndToEndTest.WaitUntilAsync(() => _measured.Sums.GetValueOrDefault("kefu.retries{kefu.operation=imr.connect}") >= 2);
    }
}
