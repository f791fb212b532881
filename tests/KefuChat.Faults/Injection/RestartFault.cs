using KefuChat.Faults.Cluster;

namespace KefuChat.Faults.Injection;

/// <summary>SIGTERM, which the process obeys in good order; a new process on the same data makes it good.</summary>
internal sealed record RestartFault(string Node) : Fault("restart", Node)
{
    /// <inheritdoc/>
    public override async Task<Func<Task>> InjectAsync(KefuCluster cluster, CancellationToken cancellation)
    {
        await cluster[Node].TerminateAsync();
        return () => cluster[Node].StartAsync(cancellation);
    }
}
