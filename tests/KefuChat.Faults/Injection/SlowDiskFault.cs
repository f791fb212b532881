using System.Diagnostics;
using KefuChat.Faults.Cluster;

namespace KefuChat.Faults.Injection;

/// <summary>
/// Each fsync of the node takes longer, by so many milliseconds: strace holds it up. As that looks at every system call, the node
/// is somewhat slower in all it does.
/// </summary>
internal sealed record SlowDiskFault(string Node, int Milliseconds) : Fault("slow-disk", Node)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public override string Description => $"{Kind} {Node}, {Milliseconds} ms for each fsync";

    /// <inheritdoc/>
    public override async Task<Func<Task>> InjectAsync(KefuCluster cluster, CancellationToken cancellation)
    {
        var pids = ProcessTree.Of(cluster.PidOf(Node));
        var strace = Process.Start(
            "strace",
            [
                "-f", "-q", "-o", "/dev/null", "-e", "trace=fsync,fdatasync",
                "-e", $"inject=fsync,fdatasync:delay_enter={Milliseconds * 1000}", .. pids.SelectMany(pid => (string[])["-p", $"{pid}"]),
            ]);
        for (var since = Stopwatch.StartNew(); !ProcessTree.IsTraced(pids[0]); await Task.Delay(20, cancellation))
        {
            if (strace.HasExited || since.Elapsed > Patience)
            {
                throw new FaultException($"strace does not attach to {Node}");
            }
        }

        return async () =>
        {
            using (strace)
            {
                Signals.Send(strace.Id, Signals.Terminate);
                await strace.WaitForExitAsync(cancellation).WaitAsync(Patience, cancellation);
            }
        };
    }
}
