using KefuChat.Storage;
using KefuChat.Storage.Grpc;
using KefuChat.Telemetry;
using KefuChat.Tests.Cluster;
using KefuChat.Tests.Storage;
using KefuChat.Tests.Storage.Grpc;

namespace KefuChat.Tests.Telemetry;

/// <summary>What had to be asked of a storage node twice is counted.</summary>
[Collection(TelemetryTests.OneAfterTheOther)]
public sealed class StoreRetryTests : GrpcStoreTest
{
    [Fact]
    public async Task Saves_that_were_not_answered_when_the_connection_broke()
    {
        using var meters = new TestMeterFactory();
        using var measured = new MetricRecorder(meters);
        var held = new HeldStore(Queues).Hold();
        var node = await NodeAsync(held);
        var store = Open(meters, node);
        var saves = Save(store, Chat.Numbered(3));
        await held.ArrivedAsync(3);
        Assert.False(measured.Sums.ContainsKey("kefu.retries{kefu.operation=save}"));

        node.Break();
        held.Release();

        await Task.WhenAll(saves).SoonAsync();
        Assert.Equal(3, measured.Sums["kefu.retries{kefu.operation=save}"]);
    }

    [Fact]
    public async Task Reads_that_one_node_could_not_answer()
    {
        using var meters = new TestMeterFactory();
        using var measured = new MetricRecorder(meters);
        var failing = new HeldStore(Queues) { Failure = new StorageUnavailableException("the disk is gone") };
        var store = Open(meters, await NodeAsync(failing), await NodeAsync());
        await AllLiveAsync(store);

        foreach (var sender in Senders)
        {
            await store.LatestKeysAsync([sender]);
        }

        Assert.InRange(measured.Sums["kefu.retries{kefu.operation=read}"], 1, Senders.Length - 1);
    }

    private GrpcMessageStore Open(TestMeterFactory meters, params TcpProxy[] nodes) => Own(new GrpcMessageStore(
        nodes.Select(node => node.Address), ImsHost.Connect, TimeProvider.System, Log, new KefuMetrics(meters, TimeProvider.System)));
}
