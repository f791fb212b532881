using KefuChat.Faults.Cluster;

namespace KefuChat.Faults.Injection;

/// <summary>SIGKILL for PostgreSQL's standby: commits wait until it is back and has them.</summary>
internal sealed record StandbyFault() : Fault(Name, "postgres-standby")
{
    public const string Name = "standby";

    /// <inheritdoc/>
    public override string Label => Kind;

    /// <inheritdoc/>
    public override async Task<Func<Task>> InjectAsync(KefuCluster cluster, CancellationToken cancellation)
    {
        await cluster.Databases!.Standby.Server.KillAsync();
        return cluster.Databases.StartStandbyAsync;
    }
}
