using KefuChat.Faults.Cluster;

namespace KefuChat.Faults.Injection;

/// <summary>The disk has no room beyond what is used; then it has again.</summary>
internal sealed record FullDiskFault(string Node) : Fault("full-disk", Node)
{
    /// <inheritdoc/>
    public override async Task<Func<Task>> InjectAsync(KefuCluster cluster, CancellationToken cancellation)
    {
        var disk = cluster[Node].Disk!;
        await disk.FillUpAsync();
        return disk.MakeRoomAsync;
    }
}
