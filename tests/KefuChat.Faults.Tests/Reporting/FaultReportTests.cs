using KefuChat.Faults.Clients;
using KefuChat.Faults.Reporting;
using KefuChat.Faults.Verification;

namespace KefuChat.Faults.Tests.Reporting;

/// <summary>What a run's result says, and whether it fails.</summary>
public sealed class FaultReportTests
{
    private static readonly FaultResult Good = new(
        "sqlite", 7, 60, [new FaultRow("kill ims", 3, 1.234, 5.678)], [new NotInjected("loss", "needs root")], [],
        WorkloadCounts.None with { Sent = 1000, Acknowledged = 1000 }, []);

    [Fact]
    public void A_good_run_shows_each_fault_with_its_longest_times()
    {
        var printed = Print(Good);
        Assert.False(Good.IsBroken);
        Assert.Matches(@"kill ims +3 +1\.23 +5\.68", printed);
        Assert.Contains("not injected: loss: needs root", printed, StringComparison.Ordinal);
        Assert.Contains("1,000 messages sent, 1,000 acknowledged", printed, StringComparison.Ordinal);
        Assert.Contains("0 Lost, 0 Doubled, 0 Reordered, 0 Gap", printed, StringComparison.Ordinal);
        Assert.EndsWith("order held", printed.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_violation_fails_it_and_is_told()
    {
        var broken = Good with { Violations = [new Violation(ViolationKind.Lost, "the third of 7/1 to 1/2")] };
        Assert.True(broken.IsBroken);
        var printed = Print(broken);
        Assert.Contains("1 Lost, 0 Doubled", printed, StringComparison.Ordinal);
        Assert.Contains("  Lost: the third of 7/1 to 1/2", printed, StringComparison.Ordinal);
        Assert.EndsWith("BROKEN", printed.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_proved_nothing_fails_too()
    {
        var silent = Good with { Messages = WorkloadCounts.None };
        var incomplete = Good with { Missing = ["kill"] };
        Assert.All((FaultResult[])[silent, incomplete], result => Assert.True(result.IsBroken));
        Assert.Contains("never injected: kill", Print(incomplete), StringComparison.Ordinal);
        Assert.EndsWith("nothing was proved", Print(silent).TrimEnd(), StringComparison.Ordinal);
    }

    private static string Print(FaultResult result)
    {
        using var output = new StringWriter();
        new FaultReport(output).Print(result);
        return output.ToString();
    }
}
