using System.Diagnostics;
using KefuChat.Protocol;
using KefuChat.Telemetry;

namespace KefuChat.Tests.Telemetry;

[Collection(TelemetryTests.OneAfterTheOther)]
public sealed class KefuActivityTests
{
    private static readonly CustomerMessage Message = new(Command.Customer) { Content = "hello"u8.ToArray(), Uuid = "u" };

    private static readonly ActivityContext Remote = new(
        ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, isRemote: true);

    private static readonly TraceParent Parent = new(Remote);

    [Fact]
    public void With_nobody_listening_there_is_no_span_and_nothing_is_allocated()
    {
        Assert.Null(KefuActivity.StartReceive(1, Message));
        GoAllTheWay();
        var before = GC.GetAllocatedBytesForCurrentThread();
        GoAllTheWay();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(ActivitySamplingResult.None)]
    [InlineData(ActivitySamplingResult.PropagationData)]
    public void A_message_that_is_not_sampled_has_no_span(ActivitySamplingResult sampled)
    {
        using var recorder = new TraceRecorder(sampled);
        Assert.Null(KefuActivity.StartReceive(1, Message));
        Assert.Null(KefuActivity.StartDeliver(Parent, 1));
    }

    [Fact]
    public void What_is_current_stays_current_and_is_no_parent()
    {
        using var recorder = new TraceRecorder();
        using var request = new Activity("a request").Start();

        var receive = KefuActivity.StartReceive(1, Message);
        var save = KefuActivity.StartSave(receive);
        Assert.Same(request, Activity.Current);

        KefuActivity.EndSave(save, "stored", isError: false);
        KefuActivity.EndReceive(receive, Status.Ok);
        Assert.Same(request, Activity.Current);
        Assert.Equal(default, receive!.ParentSpanId);
        Assert.NotEqual(request.TraceId, receive.TraceId);
    }

    [Fact]
    public void A_span_may_end_where_something_else_is_current()
    {
        using var recorder = new TraceRecorder();
        var receive = KefuActivity.StartReceive(1, Message);
        Assert.Null(Activity.Current);

        using var other = new Activity("of a loop").Start();
        KefuActivity.EndReceive(receive, Status.Ok);
        Assert.Same(other, Activity.Current);
    }

    [Fact]
    public void A_trace_goes_on_in_another_process()
    {
        using var recorder = new TraceRecorder();
        KefuActivity.EndSave(KefuActivity.StartStore(Parent), "stored", isError: false);
        KefuActivity.EndDeliver(KefuActivity.StartDeliver(Parent, 7), "written");

        var spans = recorder.SpansIn(Remote.TraceId);
        Assert.Equal(["store", "deliver"], spans.Select(span => span.OperationName));
        Assert.All(spans, span => Assert.Equal(Remote.SpanId, span.ParentSpanId));
    }

    [Fact]
    public void Without_a_message_s_trace_nothing_begins_one_but_its_socket()
    {
        using var recorder = new TraceRecorder();
        Assert.Null(KefuActivity.StartStore(null));
        Assert.Null(KefuActivity.StartDeliver(null, 1));
        Assert.Null(KefuActivity.StartSave(null));
        Assert.Null(KefuActivity.StartRoute(null, "receiver"));
    }

    private static void GoAllTheWay()
    {
        var receive = KefuActivity.StartReceive(1, Message);
        KefuActivity.EndSave(KefuActivity.StartSave(receive), "stored", isError: false);
        KefuActivity.EndSave(KefuActivity.StartStore(Parent), "stored", isError: false);
        KefuActivity.EndRoute(KefuActivity.StartRoute(receive, "receiver"), isRouted: true);
        KefuActivity.EndDeliver(KefuActivity.StartDeliver(Parent, 1), "written");
        KefuActivity.EndReceive(receive, Status.Ok);
    }
}
