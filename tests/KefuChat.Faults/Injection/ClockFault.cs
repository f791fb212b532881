using KefuChat.Faults.Cluster;

namespace KefuChat.Faults.Injection;

/// <summary>The process's wall clock jumps by so many seconds, and back again.</summary>
internal sealed record ClockFault(string Node, int Seconds) : Fault("clock", Node)
{
    /// <inheritdoc/>
    public override string Description => $"{Kind} of {Node} by {Seconds:+0;-0} s";

    /// <inheritdoc/>
    public override Task<Func<Task>> InjectAsync(KefuCluster cluster, CancellationToken cancellation)
    {
        var clock = cluster[Node].Clock!;
        clock.Move(TimeSpan.FromSeconds(Seconds));
        return Task.FromResult<Func<Task>>(() =>
        {
            clock.Move(TimeSpan.Zero);
            return Task.CompletedTask;
        });
    }
}
