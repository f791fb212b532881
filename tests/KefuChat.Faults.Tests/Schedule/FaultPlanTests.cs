using KefuChat.Faults.Cluster;
using KefuChat.Faults.Injection;
using KefuChat.Faults.Options;
using KefuChat.Faults.Schedule;

namespace KefuChat.Faults.Tests.Schedule;

/// <summary>What is injected on a machine that cannot do everything, and what a cluster is made with for it.</summary>
public sealed class FaultPlanTests
{
    private static readonly Machine Poor = new()
    {
        NoNetwork = "needs root", NoDisk = "needs root", NoTracing = "strace is not installed", NoFakeTime = "libfaketime is not installed",
    };

    [Fact]
    public void What_the_machine_cannot_have_is_not_injected_and_said_so()
    {
        var plan = FaultPlan.Make(new FaultOptions(), Poor);
        Assert.Equal(["kill", "stop", "restart"], plan.Kinds.Select(kind => kind.Name));
        Assert.Equal(["loss", "partition", "slow-disk", "full-disk", "clock"], plan.NotInjected.Select(kind => kind.Kind));
        Assert.Equal("needs root", plan.NotInjected[0].Reason);
        Assert.All(plan.Schedule, due => Assert.Contains(due.Fault.Kind, (string[])["kill", "stop", "restart"]));
        Assert.False(plan.Needs.Network);
        Assert.False(plan.Needs.Disk);
    }

    [Fact]
    public void Where_nothing_can_be_injected_there_is_no_run()
    {
        var options = new FaultOptions { Faults = [.. FaultKinds.All.Where(kind => kind.Name == PacketFault.Loss)] };
        var refusal = Assert.Throws<FaultException>(() => FaultPlan.Make(options, Poor));
        Assert.Equal("no fault can be injected: loss: needs root", refusal.Message);
    }

    [Fact]
    public void The_cluster_is_made_with_what_the_faults_need()
    {
        var needs = FaultPlan.Make(new FaultOptions { Seconds = 1800 }, new Machine { FakeTimeLibrary = "x" }).Needs;
        Assert.True(needs.Network);
        Assert.True(needs.Disk);
        Assert.Contains("ims-1", needs.Clocks);
    }
}
