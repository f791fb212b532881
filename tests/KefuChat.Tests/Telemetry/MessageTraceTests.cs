using System.Diagnostics;
using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Tests.EndToEnd;
using KefuChat.Tests.TestClients;

namespace KefuChat.Tests.Telemetry;

/// <summary>One chat message is one trace, from its socket to the store and to every socket it reaches.</summary>
[Collection(TelemetryTests.OneAfterTheOther)]
public sealed class MessageTraceTests() : EndToEndTest(HostKind.InMemory)
{
    private readonly TraceRecorder _recorder = new();
    private readonly string _uuid = Guid.NewGuid().ToString();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _recorder.Dispose();
    }

    [Fact]
    public async Task Of_a_stored_message_to_the_receiver_and_to_the_sender_s_other_connection()
    {
        await using var seller = await Server.LoginAsync(Seller);
        await using var other = await Server.LoginAsync(Customer, "other");
        await using var customer = await Server.LoginAsync(Customer);

        var spans = await AskAsync(customer, 7);

        var receive = Single(spans, "receive CUSTOMER");
        Assert.Equal((default, ActivityKind.Server), (receive.ParentSpanId, receive.Kind));
        Assert.Equal("OK", receive.GetTagItem("kefu.status"));
        Assert.Equal(5, receive.GetTagItem("messaging.message.body.size"));

        var save = Single(spans, "save");
        Assert.Equal((receive.SpanId, ActivityKind.Client, "stored"), (save.ParentSpanId, save.Kind, save.GetTagItem("kefu.status")));
        var store = Single(spans, "store");
        Assert.Equal((save.SpanId, ActivityKind.Server, "stored"), (store.ParentSpanId, store.Kind, store.GetTagItem("kefu.status")));

        var routes = spans.Where(span => span.OperationName == "route").ToList();
        Assert.Equal(["receiver", "sender"], routes.Select(route => route.GetTagItem("kefu.recipient")));
        Assert.All(routes, route => Assert.Equal((receive.SpanId, ActivityKind.Producer), (route.ParentSpanId, route.Kind)));

        var deliveries = spans.Where(span => span.OperationName == "deliver").ToList();
        Assert.Equal(routes.Select(route => route.SpanId).ToHashSet(), deliveries.Select(deliver => deliver.ParentSpanId).ToHashSet());
        Assert.All(deliveries, deliver => Assert.Equal((ActivityKind.Consumer, "written"), (deliver.Kind, deliver.GetTagItem("kefu.send.result"))));
        Assert.Equal(3, spans.Select(span => span.GetTagItem("kefu.connection.id")).OfType<long>().Distinct().Count());

        await customer.ExpectNothingAsync();
        Assert.Equal(7, (await _recorder.TraceOfAsync(_uuid, 7)).Count);
    }

    [Fact]
    public async Task Tells_nothing_of_what_was_written()
    {
        await using var customer = await Server.LoginAsync(Customer);
        var spans = await AskAsync(customer, 5);
        Assert.DoesNotContain(spans.SelectMany(span => span.TagObjects), tag => $"{tag.Value}".Contains("hello", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_an_unpersistent_message_knows_no_save()
    {
        await using var seller = await Server.LoginAsync(Seller);
        await using var customer = await Server.LoginAsync(Customer);
        var spans = await AskAsync(customer, 3, flags: MessageFlags.Unpersistent);
        Assert.Equal(["deliver", "receive CUSTOMER", "route"], spans.Select(span => span.OperationName).Order());
    }

    [Fact]
    public async Task Of_a_refused_message_is_one_span_that_says_why_and_no_error_of_ours()
    {
        await using var customer = await Server.LoginAsync(Customer);
        var spans = await AskAsync(customer, 1, seller: 0);
        var receive = Assert.Single(spans);
        Assert.Equal(("SELLER_REQUIRED", ActivityStatusCode.Unset), (receive.GetTagItem("kefu.status"), receive.Status));
    }

    [Fact]
    public async Task Of_a_message_storage_did_not_take_is_an_error()
    {
        Server.Replace<IMessageStore>(new FailingStore());
        await using var customer = await Server.LoginAsync(Customer);
        var spans = await AskAsync(customer, 2);
        Assert.Equal(
            [("save", "unavailable"), ("receive CUSTOMER", "STORAGE_UNAVAILABLE")],
            spans.Select(span => (span.OperationName, $"{span.GetTagItem("kefu.status")}")));
        Assert.All(spans, span => Assert.Equal(ActivityStatusCode.Error, span.Status));
    }

    [Fact]
    public async Task Of_a_message_routing_did_not_take_is_an_error()
    {
        Server.Replace<KefuChat.Routing.IMessageRouter>(new UnreachableRouter());
        await using var customer = await Server.LoginAsync(Customer);
        var spans = await AskAsync(customer, 2, flags: MessageFlags.Unpersistent);
        Assert.Equal(["route", "receive CUSTOMER"], spans.Select(span => span.OperationName));
        Assert.All(spans, span => Assert.Equal((ActivityStatusCode.Error, "ROUTING_UNAVAILABLE"), (span.Status, span.GetTagItem("kefu.status"))));
    }

    [Fact]
    public async Task Of_a_message_sent_again_goes_to_the_store_and_tells_of_the_key()
    {
        await using var seller = await Server.LoginAsync(Seller);
        await using var customer = await Server.LoginAsync(Customer);
        var first = await AskAsync(customer, 6);

        await customer.AskAsync(Customer, Seller.Uid, "hello", _uuid);
        await customer.ExpectAsync(Command.Ack);

        var all = await _recorder.AllOfAsync(_uuid, 12);
        var again = all.Where(span => span.TraceId != first[0].TraceId).ToList();
        Assert.Equal("duplicate", Single(again, "store").GetTagItem("kefu.status"));
        Assert.Equal("collapsed", Single(again, "deliver").GetTagItem("kefu.send.result"));
    }

    private static Activity Single(IEnumerable<Activity> spans, string name) => Assert.Single(spans, span => span.OperationName == name);

    private async Task<List<Activity>> AskAsync(KefuClient customer, int spans, long? seller = null, MessageFlags flags = MessageFlags.Text)
    {
        await customer.AskAsync(Customer, seller ?? Seller.Uid, "hello", _uuid, flags: flags);
        await customer.ExpectAsync(Command.Ack);
        return await _recorder.TraceOfAsync(_uuid, spans);
    }
}
