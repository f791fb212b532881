using System.Diagnostics;
using KefuChat.Faults.Cluster;
using KefuChat.Faults.Tests.Support;

namespace KefuChat.Faults.Tests.Cluster;

/// <summary>What a run that was killed has left behind.</summary>
[Collection(OneNetwork)]
public sealed class LeftoversTests
{
    /// <summary>A process has one network: who makes one waits for others that do.</summary>
    public const string OneNetwork = "Network";

    [Fact]
    public async Task The_processes_and_data_of_a_dead_run_are_removed_and_those_of_a_living_one_are_not()
    {
        // A process that has ended gives an id that no run has.
        var dead = Process.Start("true");
        await dead.WaitForExitAsync();
        var directory = RunDirectory.PathOf(dead.Id);
        Directory.CreateDirectory(Path.Combine(directory, "ims-1"));
        using var left = Process.Start("sh", ["-c", "while :; do sleep 1000; done", Path.Combine(directory, "ims-1")]);
        using var other = Process.Start("sleep", ["1000"]);

        await Leftovers.RemoveOfDeadRunsAsync();

        await Eventually.TrueAsync(() => left.HasExited);
        Assert.False(Directory.Exists(directory));
        Assert.False(other.HasExited);
        other.Kill();
    }

    [Fact]
    public async Task A_network_and_a_disk_go_with_their_run()
    {
        Assert.SkipUnless(Machine.Examine() is { NoNetwork: null, NoDisk: null }, "needs root, ip and nft");
        var directory = new RunDirectory();
        var network = await Network.CreateAsync();
        var node = await network.AddAsync("ims-1");
        var disk = await Disk.MountAsync(directory.DataOf("ims-1"));
        await File.WriteAllTextAsync(Path.Combine(disk.Path, "x"), "x");
        Assert.Contains(disk.Path, Disk.MountedBelow(directory.Path));

        await Leftovers.RemoveAsync(Environment.ProcessId);

        Assert.Empty(Disk.MountedBelow(directory.Path));
        Assert.False(Directory.Exists(directory.Path));
        Assert.DoesNotContain(Directory.EnumerateFiles(Network.Namespaces), path => path.Contains($"{Environment.ProcessId}-", StringComparison.Ordinal));
        Assert.DoesNotContain(
            System.Net.NetworkInformation.NetworkInterface.GetAllNetworkInterfaces().SelectMany(one => one.GetIPProperties().UnicastAddresses),
            one => one.Address.ToString().StartsWith(string.Join('.', node.Address.ToString().Split('.')[..3]), StringComparison.Ordinal));
        Directory.Delete(directory.Logs);
    }
}
