using KefuChat.Faults.Cluster;

namespace KefuChat.Faults.Injection;

/// <summary>SIGSTOP: the process stands still, its connections stay open and its port takes new ones; then SIGCONT.</summary>
internal sealed record StopFault(string Node) : Fault("stop", Node)
{
    /// <inheritdoc/>
    public override Task<Func<Task>> InjectAsync(KefuCluster cluster, CancellationToken cancellation)
    {
        Signals.Send(cluster[Node].Pid, Signals.Stop);
        return Task.FromResult<Func<Task>>(() =>
        {
            Signals.Send(cluster[Node].Pid, Signals.Continue);
            return Task.CompletedTask;
        });
    }
}
