using KefuChat.Faults.Cluster;
using KefuChat.Faults.Injection;
using KefuChat.Faults.Options;
using KefuChat.Faults.Schedule;

namespace KefuChat.Faults.Tests.Schedule;

/// <summary>Which faults follow from a seed.</summary>
public sealed class FaultScheduleTests
{
    private const double Minute = 60;

    private static readonly Topology Cluster = Topology.Of(StoreKind.Sqlite);

    private static readonly FaultKind[] Kinds = [.. FaultKinds.All.Where(kind => kind.Variants(Cluster).Count > 0)];

    [Fact]
    public void The_same_seed_gives_the_same_faults() => Assert.Equal(Draw(7, 600), Draw(7, 600));

    [Fact]
    public void Another_seed_gives_other_faults() => Assert.NotEqual(Draw(7, Minute), Draw(8, Minute));

    [Theory]
    [InlineData(1, 60)]
    [InlineData(2, 30)]
    [InlineData(3, 1800)]
    public void Every_kind_occurs_once_before_any_occurs_again_and_in_time(int seed, double seconds)
    {
        var faults = Draw(seed, seconds);
        Assert.Equal(Kinds.Select(kind => kind.Name).Order(), faults.Take(Kinds.Length).Select(due => due.Fault.Kind).Order());
        Assert.True(faults[^1].Start + faults[^1].Length + FaultSchedule.Peace <= seconds);
    }

    [Fact]
    public void No_fault_begins_before_the_one_before_it_is_over_and_was_recovered_from()
    {
        var faults = Draw(4, 600);
        Assert.All(faults.Zip(faults.Skip(1)), pair => Assert.Equal(pair.First.Start + pair.First.Length + FaultSchedule.Peace, pair.Second.Start));
        Assert.All(faults, due => Assert.InRange(due.Length, FaultSchedule.Shortest, FaultSchedule.Longest));
    }

    [Fact]
    public void A_long_run_has_every_variant_of_every_kind_and_hits_every_node()
    {
        var faults = Draw(5, 1800).Select(due => due.Fault).ToList();
        Assert.All(Kinds, kind => Assert.True(
            kind.Variants(Cluster).Count <= faults.Where(fault => fault.Kind == kind.Name).Select(fault => fault.Label).Distinct().Count()));
        Assert.All(Cluster.Roles.SelectMany(role => role), node => Assert.Contains(faults, fault => fault.Node == node));
        Assert.Contains(faults.Zip(Draw(5, 1800)), pair => pair.Second.Length > 10);
    }

    [Fact]
    public void Too_short_a_run_has_every_kind_all_the_same() =>
        Assert.Equal(Kinds.Length, Draw(6, 1).Select(due => due.Fault.Kind).Distinct().Count());

    private static IReadOnlyList<ScheduledFault> Draw(int seed, double seconds) => FaultSchedule.Draw(seed, seconds, Kinds, Cluster);
}
