using KefuChat.Load.Clients;
using KefuChat.Load.Measurement;
using KefuChat.Load.Options;

namespace KefuChat.Load.Tests.Clients;

/// <summary>What a customer enters at the end of a run.</summary>
public sealed class LoadCustomerTests
{
    /// <summary>Two customers, 100 messages a second in all, 1 s of warm-up and 2 s measured: 100 of each are due in the window.</summary>
    private readonly RunState _run = new(new LoadOptions { Customers = 2, Rate = 100, Warmup = 1, Seconds = 2 });

    [Fact]
    public void What_was_due_and_never_sent_counts_with_its_age()
    {
        using var customer = new LoadCustomer(index: 1, _run);
        var window = _run.Begin();
        customer.RecordUnanswered(window.End + Clock.FromSeconds(5));

        Assert.All(
            (Histogram[])[_run.AckLatency, _run.DeliveryLatency, _run.SendLag],
            latency =>
            {
                var summary = latency.Summarize();
                Assert.Equal(100, summary.Count);
                Assert.Equal(6990, summary.Max, tolerance: 1);
                Assert.Equal(6000, summary.P50, tolerance: 50);
            });
    }

    [Fact]
    public void In_a_closed_loop_nothing_is_due_that_was_not_sent()
    {
        var run = new RunState(new LoadOptions { Customers = 1 });
        using var customer = new LoadCustomer(index: 0, run);
        var window = run.Begin();
        customer.RecordUnanswered(window.End);

        Assert.Equal(0, run.AckLatency.Summarize().Count);
    }
}
