using KefuChat.Faults.Cluster;
using KefuChat.Faults.Tests.Support;

namespace KefuChat.Faults.Tests.Cluster;

/// <summary>A process of the cluster.</summary>
public sealed class NodeTests
{
    [Fact]
    public async Task One_that_ends_by_itself_is_a_death_and_one_that_is_ended_is_none()
    {
        await using var cluster = await TrivialCluster.CreateAsync("until [ -e \"$0/end\" ]; do sleep 0.05; done; exit 3");
        await cluster.Node.StartAsync(CancellationToken.None);
        await File.WriteAllTextAsync(Path.Combine(cluster.Directory, "end"), "");
        await Eventually.TrueAsync(() => cluster.Nodes.Deaths.Any());
        Assert.Equal("ims-1 ended by itself, with exit code 3", Assert.Single(cluster.Nodes.Deaths));

        await cluster.Node.KillAsync();
        Assert.Empty(cluster.Nodes.Deaths);
    }

    [Fact]
    public async Task One_that_does_not_start_says_its_last_words()
    {
        var directory = Directory.CreateTempSubdirectory("kefu-node-").FullName;
        var log = Path.Combine(directory, "log");
        await using var node = new Node(
            "ims-1", System.Net.IPAddress.Loopback, ["sh", "-c", "echo begun; echo no such setting; exit 1"], log,
            cancellation => Task.Delay(Timeout.Infinite, cancellation));
        var refusal = await Assert.ThrowsAsync<FaultException>(() => node.StartAsync(CancellationToken.None));
        Assert.Equal("ims-1 does not start; its last words: no such setting", refusal.Message);
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task One_that_does_not_run_has_no_process()
    {
        await using var cluster = await TrivialCluster.CreateAsync("exec sleep 1000");
        Assert.Equal("ims-1 does not run", Assert.Throws<FaultException>(() => cluster.Node.Pid).Message);
        await Assert.ThrowsAsync<FaultException>(cluster.Node.KillAsync);
    }
}
