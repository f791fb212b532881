using KefuChat.Faults.Clients;
using KefuChat.Faults.Injection;
using KefuChat.Faults.Options;
using KefuChat.Faults.Schedule;
using KefuChat.Faults.Verification;

namespace KefuChat.Faults.Reporting;

/// <summary>Sums a run up.</summary>
internal static class ResultBuilder
{
    public static FaultResult Build(
        FaultOptions options, FaultPlan plan, IReadOnlyList<InjectedFault> injected, WorkloadCounts messages, IEnumerable<Violation> violations) => new(
        options.Store.Name,
        options.Seed,
        options.Seconds,
        [.. injected.GroupBy(injected => injected.Fault.Label).OrderBy(label => label.Key, StringComparer.Ordinal).Select(Row)],
        plan.NotInjected,
        [.. plan.Kinds.Select(kind => kind.Name).Except(injected.Select(injected => injected.Fault.Kind))],
        messages,
        [.. violations]);

    private static FaultRow Row(IGrouping<string, InjectedFault> label) =>
        new(label.Key, label.Count(), label.Max(injected => injected.Gap.Cluster), label.Max(injected => injected.Gap.WorstClient));
}
