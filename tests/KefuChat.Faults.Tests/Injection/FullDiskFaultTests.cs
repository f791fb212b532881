using KefuChat.Faults.Cluster;
using KefuChat.Faults.Injection;
using KefuChat.Faults.Tests.Support;

namespace KefuChat.Faults.Tests.Injection;

/// <summary>A disk without room.</summary>
public sealed class FullDiskFaultTests
{
    [Fact]
    public async Task Nothing_can_be_written_until_there_is_room_again()
    {
        Assert.SkipUnless(Machine.Examine().NoDisk is null, "needs root");
        Disk? disk = null;
        await using var cluster = await TrivialCluster.StartIdleAsync(async directory => (null, disk = await Disk.MountAsync(directory), null));
        var file = Path.Combine(disk!.Path, "data");
        var data = new byte[1 << 20];
        try
        {
            await File.WriteAllBytesAsync(file, data);
            var heal = await new FullDiskFault(TrivialCluster.Name).InjectAsync(cluster.Nodes, CancellationToken.None);
            Assert.Contains("No space left", (await Assert.ThrowsAsync<IOException>(() => File.AppendAllBytesAsync(file, data))).Message, StringComparison.Ordinal);

            await heal();
            await File.AppendAllBytesAsync(file, data);
        }
        finally
        {
            await Tool.RunAsync("umount", disk.Path);
        }
    }
}
