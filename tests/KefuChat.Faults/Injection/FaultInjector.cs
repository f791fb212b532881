using System.Globalization;
using KefuChat.Faults.Clients;
using KefuChat.Faults.Cluster;
using KefuChat.Faults.Schedule;
using KefuChat.Faults.Verification;
using KefuChat.Load.Measurement;

namespace KefuChat.Faults.Injection;

/// <summary>Lets a schedule's faults happen, one after the other, each with a time of peace behind it.</summary>
internal sealed class FaultInjector(KefuCluster cluster, IWorkload workload, TextWriter progress)
{
    /// <summary>How soon after a fault all clients must have been answered again.</summary>
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(60);

    private readonly List<InjectedFault> _injected = [];
    private readonly List<Violation> _violations = [];

    /// <summary>The faults so far.</summary>
    public IReadOnlyList<InjectedFault> Injected => _injected;

    /// <summary>What went wrong beside them: who did not recover, what ended by itself.</summary>
    public IReadOnlyList<Violation> Violations => _violations;

    /// <summary>Makes them happen. A fault that the cluster does not recover from is the last.</summary>
    /// <exception cref="FaultException">One could not be injected.</exception>
    public async Task RunAsync(IEnumerable<ScheduledFault> schedule, CancellationToken cancellation)
    {
        var start = Clock.Now;
        foreach (var due in schedule)
        {
            var begin = Clock.Now;
            progress.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{Clock.ToSeconds(begin - start),7:N1} s  {due.Fault.Description}, for {due.Length:N1} s"));
            var heal = await due.Fault.InjectAsync(cluster, cancellation);
            await Task.Delay(TimeSpan.FromSeconds(due.Length), cancellation);
            await heal();
            await RecoverAsync(due.Fault, cancellation);
            await Task.Delay(TimeSpan.FromSeconds(FaultSchedule.Peace), cancellation);
            _injected.Add(new InjectedFault(due.Fault, workload.LongestGap(begin, Clock.Now)));
            _violations.AddRange(cluster.Deaths.Select(death => new Violation(ViolationKind.Death, $"{death}, after {due.Fault.Description}")));
            if (_violations.Count > 0)
            {
                return;
            }
        }
    }

    private async Task RecoverAsync(Fault fault, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(RecoveryLimit);
        try
        {
            await workload.RecoveredAsync(Clock.Now, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            _violations.Add(new Violation(
                ViolationKind.Stuck, $"{RecoveryLimit.TotalSeconds} s after {fault.Description} not all clients were answered again"));
        }
    }
}
