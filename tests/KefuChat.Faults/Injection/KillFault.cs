using KefuChat.Faults.Cluster;

namespace KefuChat.Faults.Injection;

/// <summary>SIGKILL; a new process on the same data makes it good.</summary>
internal sealed record KillFault(string Node) : Fault("kill", Node)
{
    /// <inheritdoc/>
    public override async Task<Func<Task>> InjectAsync(KefuCluster cluster, CancellationToken cancellation)
    {
        await cluster[Node].KillAsync();
        return () => cluster[Node].StartAsync(cancellation);
    }
}
