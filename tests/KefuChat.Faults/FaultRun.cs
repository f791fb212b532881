using KefuChat.Faults.Clients;
using KefuChat.Faults.Cluster;
using KefuChat.Faults.Injection;
using KefuChat.Faults.Options;
using KefuChat.Faults.Reporting;
using KefuChat.Faults.Schedule;

namespace KefuChat.Faults;

/// <summary>One run: start a cluster, let people write, inject faults, let everything come to rest, look whether all is there.</summary>
internal sealed class FaultRun(FaultOptions options, TextWriter progress)
{
    /// <summary>How long it may take until all is delivered once nothing is wrong any more.</summary>
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    /// <summary>Makes the run. Whatever it made of the machine is gone at the end.</summary>
    /// <exception cref="FaultException">It could not be made.</exception>
    public async Task<FaultResult> RunAsync(CancellationToken cancellation)
    {
        await Leftovers.RemoveOfDeadRunsAsync();
        var machine = Machine.Examine();
        var plan = FaultPlan.Make(options, machine);
        var directory = new RunDirectory();
        try
        {
            progress.WriteLine($"starting a cluster on {options.Store.Name}");
            await using var cluster = await new ClusterBuilder(options, plan.Needs, machine, directory).BuildAsync();
            await cluster.StartAsync(cancellation);
            var result = await RunAsync(cluster, plan, cancellation);
            TellOfLogs(directory, result);
            return result;
        }
        finally
        {
            await Leftovers.RemoveAsync(Environment.ProcessId);
        }
    }

    private async Task<FaultResult> RunAsync(KefuCluster cluster, FaultPlan plan, CancellationToken cancellation)
    {
        using var tokens = cluster.CreateTokens(options.Seconds);
        await using var workload = new Workload(cluster.Gateways, tokens, options);
        await Load.Clients.Patience.LimitAsync(StartLimit, "the first messages", workload.StartAsync, cancellation);

        var injector = new FaultInjector(cluster, workload, progress);
        await injector.RunAsync(plan.Schedule, cancellation);
        progress.WriteLine("waiting until everything is delivered");
        await workload.StopSendingAsync();
        await workload.DrainAsync(DrainLimit, cancellation);
        progress.WriteLine("reading everybody's queue");
        return ResultBuilder.Build(
            options, plan, injector.Injected, workload.Counts, injector.Violations.Concat(await workload.VerifyAsync(cancellation)));
    }

    private void TellOfLogs(RunDirectory directory, FaultResult result)
    {
        if (result.IsBroken || options.Keep)
        {
            progress.WriteLine($"the nodes' logs are in {directory.Logs}");
        }
        else
        {
            Directory.Delete(directory.Logs, recursive: true);
        }
    }
}
