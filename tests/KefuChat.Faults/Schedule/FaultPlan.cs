using KefuChat.Faults.Cluster;
using KefuChat.Faults.Injection;
using KefuChat.Faults.Options;
using KefuChat.Faults.Reporting;

namespace KefuChat.Faults.Schedule;

/// <summary>Which faults a run has, and what they need of the cluster.</summary>
/// <param name="Kinds">The kinds it has.</param>
/// <param name="NotInjected">Those it was to have, and the machine cannot.</param>
/// <param name="Schedule">When which happens.</param>
/// <param name="Needs">What the cluster is to be made with.</param>
internal sealed record FaultPlan(
    IReadOnlyList<FaultKind> Kinds,
    IReadOnlyList<NotInjected> NotInjected,
    IReadOnlyList<ScheduledFault> Schedule,
    ClusterNeeds Needs)
{
    /// <exception cref="FaultException">The machine can have none of the faults.</exception>
    public static FaultPlan Make(FaultOptions options, Machine machine)
    {
        var topology = Topology.Of(options.Store);
        var concerned = options.Faults.Where(kind => kind.Variants(topology).Count > 0).ToList();
        var kinds = concerned.Where(kind => kind.WhyNot(machine) is null).ToList();
        var notInjected = concerned
            .Select(kind => (kind.Name, Reason: kind.WhyNot(machine)))
            .Where(kind => kind.Reason is not null)
            .Select(kind => new NotInjected(kind.Name, kind.Reason!))
            .ToList();
        if (kinds.Count == 0)
        {
            throw new FaultException($"no fault can be injected: {string.Join(", ", notInjected.Select(kind => $"{kind.Kind}: {kind.Reason}"))}");
        }

        var schedule = FaultSchedule.Draw(options.Seed, options.Seconds, kinds, topology);
        var faults = schedule.Select(due => due.Fault).ToList();
        return new FaultPlan(kinds, notInjected, schedule, new ClusterNeeds(
            faults.OfType<PacketFault>().Any(),
            faults.OfType<FullDiskFault>().Any(),
            faults.OfType<ClockFault>().Select(fault => fault.Node).ToHashSet()));
    }
}
