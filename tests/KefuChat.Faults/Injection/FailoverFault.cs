using KefuChat.Faults.Cluster;

namespace KefuChat.Faults.Injection;

/// <summary>
/// SIGKILL for PostgreSQL's primary; when somebody has noticed, its standby takes its place, and it comes back as the standby of that.
/// </summary>
internal sealed record FailoverFault() : Fault(Name, "postgres-primary")
{
    public const string Name = "failover";

    /// <inheritdoc/>
    public override string Label => Kind;

    /// <inheritdoc/>
    public override async Task<Func<Task>> InjectAsync(KefuCluster cluster, CancellationToken cancellation)
    {
        await cluster.Databases!.Primary.Server.KillAsync();
        return cluster.Databases.SwitchOverAsync;
    }
}
