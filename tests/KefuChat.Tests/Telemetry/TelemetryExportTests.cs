using KefuChat.Protocol;
using KefuChat.Telemetry;
using KefuChat.Tests.EndToEnd;
using KefuChat.Tests.TestClients;

namespace KefuChat.Tests.Telemetry;

/// <summary>What a collector gets from a server that is told of it.</summary>
[Collection(TelemetryTests.OneAfterTheOther)]
public sealed class TelemetryExportTests() : EndToEndTest(HostKind.InMemory)
{
    private const string Grpc = "/opentelemetry.proto.collector";

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await TelemetryTests.NobodyListensAsync();
    }

    [Theory]
    [InlineData("http/protobuf", "/v1/traces", "/v1/metrics")]
    [InlineData("grpc", $"{Grpc}.trace.v1.TraceService/Export", $"{Grpc}.metrics.v1.MetricsService/Export")]
    public async Task Traces_and_metrics_reach_it_before_the_server_has_stopped(string protocol, string traces, string metrics)
    {
        await using var collector = await FakeCollector.StartAsync(protocol);
        var name = $"kefu-under-test-{Guid.NewGuid()}";
        var uuid = Guid.NewGuid().ToString();
        Server.Set("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address)
            .Set("OTEL_EXPORTER_OTLP_PROTOCOL", protocol)
            .Set("OTEL_SERVICE_NAME", name)
            .Set("OTEL_TRACES_SAMPLER", "always_on");
        await ChatAsync(uuid);

        await StopAsync();

        Assert.True(collector.Has(traces, name, "service.instance.id", "service.version", "receive CUSTOMER", uuid));
        Assert.True(collector.Has(traces, name, "store", "deliver"));
        Assert.True(collector.Has(metrics, name, "kefu.messages", "CUSTOMER", "kefu.save.duration", "kefu.connections"));
        Assert.True(collector.Has(metrics, name, "dotnet.gc.collections"));
        Assert.True(collector.Has(metrics, name, "http.server.active_requests"));
    }

    [Fact]
    public async Task Without_a_name_the_service_is_kefuchat_and_metrics_alone_may_be_asked_for()
    {
        await using var collector = await FakeCollector.StartAsync("http/protobuf");
        Server.Set("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", $"{collector.Address}/somewhere/else")
            .Set("OTEL_EXPORTER_OTLP_METRICS_PROTOCOL", "http/protobuf");
        await ChatAsync(Guid.NewGuid().ToString());

        await StopAsync();

        Assert.True(collector.Has("/somewhere/else", "service.name", "kefuchat", "kefu.messages"));
        Assert.False(collector.Has("/v1/traces"));
    }

    [Fact]
    public async Task By_default_one_message_in_a_hundred_is_traced()
    {
        await using var collector = await FakeCollector.StartAsync("http/protobuf");
        Server.Set("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", $"{collector.Address}/v1/traces")
            .Set("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/protobuf");
        Server.Start();

        // All of 1000 at 1 % have a chance of 10^-2000; none has one of 1 in 23,000, so that is not asserted.
        var traced = 0;
        for (var i = 0; i < 1000; i++)
        {
            if (KefuActivity.StartReceive(1, new CustomerMessage(Command.Customer)) is { } receive)
            {
                traced++;
                KefuActivity.EndReceive(receive, Status.Ok);
            }
        }

        Assert.InRange(traced, 0, 200);
        await Server.DisposeAsync();
    }

    [Theory]
    [InlineData("grpc")]
    [InlineData("http/protobuf")]
    public async Task A_collector_that_does_not_answer_does_not_hold_up_the_stop(string protocol)
    {
        await using var collector = await FakeCollector.StartAsync(protocol, isSilent: true);
        Server.Set("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address)
            .Set("OTEL_EXPORTER_OTLP_PROTOCOL", protocol)
            .Set("OTEL_EXPORTER_OTLP_TIMEOUT", 600_000)
            .Set("OTEL_TRACES_SAMPLER", "always_on");
        await ChatAsync(Guid.NewGuid().ToString());

        await Server.DisposeAsync().AsTask().WaitAsync(ChatClient.Patience);
    }

    /// <summary>With all the time it takes to export what there is.</summary>
    private async Task StopAsync()
    {
        var export = Server.Get<TelemetryExport>();
        Assert.True(export.IsOn);
        export.FlushTimeout = ChatClient.Patience;
        await Server.DisposeAsync();
    }

    private async Task ChatAsync(string uuid)
    {
        await using var seller = await Server.LoginAsync(Seller);
        await using var customer = await Server.LoginAsync(Customer);
        await customer.AskAsync(Customer, Seller.Uid, "hello", uuid);
        await customer.ExpectAsync(Command.Ack);
        await seller.ExpectAsync(Command.Customer);

        // Its goodbye comes behind everything written to it, and so behind the spans of that.
        await seller.CloseAsync();
    }
}
