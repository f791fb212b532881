using KefuChat.Protocol;
using KefuChat.Tests.EndToEnd;
using static KefuChat.Tests.EndToEnd.EndToEndTest;

namespace KefuChat.Tests.Telemetry;

/// <summary>One chat message is one trace across all the servers it passes.</summary>
[Collection(TelemetryTests.OneAfterTheOther)]
public sealed class ClusterTraceTests : IAsyncDisposable
{
    private readonly TraceRecorder _recorder = new();
    private readonly KefuCluster _cluster = new();

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _recorder.Dispose();
    }

    [Fact]
    public async Task From_one_gateway_s_socket_through_the_store_to_the_other_gateway_s_socket()
    {
        var uuid = Guid.NewGuid().ToString();
        await using var seller = await KefuCluster.LoginAsync(_cluster.Second, Seller);
        await using var customer = await KefuCluster.LoginAsync(_cluster.First, Customer);

        await customer.AskAsync(Customer, Seller.Uid, "hello", uuid);
        await seller.ExpectAsync(Command.Customer);

        var spans = await _recorder.TraceOfAsync(uuid, 6);
        var parents = spans.ToDictionary(span => span.SpanId, span => span.OperationName);
        Assert.Equal(
            ["deliver < route", "receive CUSTOMER < ", "route < receive CUSTOMER", "route < receive CUSTOMER", "save < receive CUSTOMER", "store < save"],
            spans.Select(span => $"{span.OperationName} < {parents.GetValueOrDefault(span.ParentSpanId, "")}").Order(StringComparer.Ordinal));
        Assert.Equal("written", spans.Single(span => span.OperationName == "deliver").GetTagItem("kefu.send.result"));
    }
}
