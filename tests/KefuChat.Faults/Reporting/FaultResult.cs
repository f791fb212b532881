using KefuChat.Faults.Clients;
using KefuChat.Faults.Verification;

namespace KefuChat.Faults.Reporting;

/// <summary>What a run came to.</summary>
/// <param name="Store">What the queues were kept in.</param>
/// <param name="Seed">What faults and choices were drawn from.</param>
/// <param name="Seconds">How long faults were injected.</param>
/// <param name="Faults">What was injected.</param>
/// <param name="NotInjected">What was not.</param>
/// <param name="Missing">Kinds of which nothing was injected though something was to be: the run ended early.</param>
/// <param name="Messages">What the clients did.</param>
/// <param name="Violations">Each promise that was broken.</param>
internal sealed record FaultResult(
    string Store,
    int Seed,
    double Seconds,
    IReadOnlyList<FaultRow> Faults,
    IReadOnlyList<NotInjected> NotInjected,
    IReadOnlyList<string> Missing,
    WorkloadCounts Messages,
    IReadOnlyList<Violation> Violations)
{
    /// <summary>How often a promise was broken.</summary>
    public int CountOf(ViolationKind kind) => Violations.Count(violation => violation.Kind == kind);

    /// <summary>Whether the run fails: something was broken, or nothing was proved.</summary>
    public bool IsBroken => Violations.Count > 0 || Missing.Count > 0 || Messages.Acknowledged == 0;
}
