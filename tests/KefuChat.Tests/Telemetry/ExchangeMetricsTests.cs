using System.Diagnostics.Metrics;
using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Telemetry;
using KefuChat.Tests.EndToEnd;
using KefuChat.Tests.TestClients;

namespace KefuChat.Tests.Telemetry;

/// <summary>What a server counts while two people chat.</summary>
[Collection(TelemetryTests.OneAfterTheOther)]
public sealed class ExchangeMetricsTests() : EndToEndTest(HostKind.InMemory)
{
    [Fact]
    public async Task Are_exactly_what_happened()
    {
        Server.UseManualTime();
        using var recorder = new MetricRecorder(Server.Get<IMeterFactory>());
        var seller = await Server.LoginClassicAsync(Seller);
        var customer = await Server.LoginAsync(Customer);

        await AskAsync(customer, "hello", "uuid");
        await AskAsync(customer, "hello", "uuid");
        await AskAsync(customer, "typing", flags: MessageFlags.Unpersistent);
        await AskAsync(customer, "to nobody", seller: 0);
        await customer.SendAsync((Command)99);
        await customer.ExpectAsync(Command.Ack);
        Assert.Equal(
            new Dictionary<string, double>
            {
                ["kefu.connections{kefu.framing=classic}"] = 1,
                ["kefu.connections{kefu.framing=kefu.v1}"] = 1,
                ["kefu.messages{kefu.command=CUSTOMER,kefu.status=OK}"] = 3,
                ["kefu.messages{kefu.command=CUSTOMER,kefu.status=SELLER_REQUIRED}"] = 1,
                ["kefu.messages{kefu.command=_OTHER,kefu.status=UNKNOWN_COMMAND}"] = 1,
                ["kefu.saves.in_flight{}"] = 0,
                ["kefu.save.duration{kefu.status=stored}"] = 0,
                ["kefu.save.duration{kefu.status=duplicate}"] = 0,
                ["kefu.queue.entries{}"] = 2,
            },
            recorder.Sums);

        await customer.DisposeAsync();
        await seller.DisposeAsync();
        await WaitUntilAsync(() => recorder.Sums.Where(sum => sum.Key.StartsWith("kefu.connections", StringComparison.Ordinal)).All(sum => sum.Value == 0));
    }

    [Fact]
    public async Task Tell_when_storage_takes_nothing()
    {
        Server.UseManualTime();
        Server.Replace<IMessageStore>(new FailingStore());
        using var recorder = new MetricRecorder(Server.Get<IMeterFactory>());
        await using var customer = await Server.LoginAsync(Customer);

        await AskAsync(customer, "hello");

        var sums = recorder.Sums;
        Assert.Equal(1, sums["kefu.messages{kefu.command=CUSTOMER,kefu.status=STORAGE_UNAVAILABLE}"]);
        Assert.Contains("kefu.save.duration{kefu.status=unavailable}", sums.Keys);
        Assert.DoesNotContain("kefu.queue.entries{}", sums.Keys);
    }

    [Fact]
    public async Task A_message_to_oneself_is_one_entry()
    {
        Server.Set("Kefu:AppId", Customer.AppId);
        using var recorder = new MetricRecorder(Server.Get<IMeterFactory>());
        await using var customer = await Server.LoginAsync(Customer);

        await AskAsync(customer, "a note", seller: Customer.Uid);

        Assert.Equal(1, recorder.Sums["kefu.queue.entries{}"]);
    }

    [Fact]
    public void Nothing_is_exported_unless_a_collector_is_named() => Assert.False(Server.Get<TelemetryExport>().IsOn);

    private static async Task AskAsync(
        KefuClient customer, string content, string uuid = "", long? seller = null, MessageFlags flags = MessageFlags.Text)
    {
        await customer.AskAsync(Customer, seller ?? Seller.Uid, content, uuid, flags: flags);
        await customer.ExpectAsync(Command.Ack);
    }
}
