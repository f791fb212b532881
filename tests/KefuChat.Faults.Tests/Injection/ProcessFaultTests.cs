using KefuChat.Faults.Injection;
using KefuChat.Faults.Tests.Support;

namespace KefuChat.Faults.Tests.Injection;

/// <summary>What befalls a process as a whole.</summary>
public sealed class ProcessFaultTests
{
    [Fact]
    public async Task A_killed_process_is_gone_until_another_takes_its_place()
    {
        await using var cluster = await TrivialCluster.StartIdleAsync();
        var pid = cluster.Node.Pid;

        var heal = await new KillFault(TrivialCluster.Name).InjectAsync(cluster.Nodes, CancellationToken.None);
        Assert.False(Directory.Exists($"/proc/{pid}"));

        await heal();
        Assert.NotEqual(pid, cluster.Node.Pid);
        Assert.Empty(cluster.Nodes.Deaths);
    }

    [Fact]
    public async Task A_process_is_restarted_after_it_has_ended_in_its_own_way()
    {
        await using var cluster = await TrivialCluster.CreateAsync("trap 'touch $0/obeyed; exit' TERM; touch $0/ready; while :; do sleep 0.05; done");
        await cluster.Nodes.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => File.Exists(Path.Combine(cluster.Directory, "ready")));

        var heal = await new RestartFault(TrivialCluster.Name).InjectAsync(cluster.Nodes, CancellationToken.None);
        Assert.True(File.Exists(Path.Combine(cluster.Directory, "obeyed")));

        await heal();
        Assert.True(cluster.Node.Pid > 0);
    }

    [Fact]
    public async Task A_stopped_process_stands_still_until_it_goes_on()
    {
        await using var cluster = await TrivialCluster.StartIdleAsync();

        var heal = await new StopFault(TrivialCluster.Name).InjectAsync(cluster.Nodes, CancellationToken.None);
        await Eventually.TrueAsync(() => Status(cluster).Contains("State:\tT", StringComparison.Ordinal));

        await heal();
        await Eventually.TrueAsync(() => !Status(cluster).Contains("State:\tT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_slow_disk_is_strace_at_the_process_until_it_is_healed()
    {
        Assert.SkipUnless(KefuChat.Faults.Cluster.Machine.Examine().NoTracing is null, "needs root and strace");
        await using var cluster = await TrivialCluster.StartIdleAsync();

        var heal = await new SlowDiskFault(TrivialCluster.Name, 20).InjectAsync(cluster.Nodes, CancellationToken.None);
        Assert.DoesNotContain("TracerPid:\t0\n", Status(cluster), StringComparison.Ordinal);

        await heal();
        Assert.Contains("TracerPid:\t0\n", Status(cluster), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_jumps_and_jumps_back_while_the_process_runs()
    {
        var library = KefuChat.Faults.Cluster.Machine.Examine().FakeTimeLibrary;
        Assert.SkipWhen(library is null, "needs libfaketime");
        await using var cluster = await TrivialCluster.CreateAsync(
            "while :; do date +%s > $0/now.new; mv $0/now.new $0/now; sleep 0.05; done",
            directory => Task.FromResult<(KefuChat.Faults.Cluster.NodeNetwork?, KefuChat.Faults.Cluster.Disk?, KefuChat.Faults.Cluster.NodeClock?)>(
                (null, null, new(library!, Path.Combine(directory, "clock")))));
        await cluster.Nodes.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => Math.Abs(ErrorOf(cluster)) < 600);

        var heal = await new ClockFault(TrivialCluster.Name, -3600).InjectAsync(cluster.Nodes, CancellationToken.None);
        await Eventually.TrueAsync(() => ErrorOf(cluster) < -3000);

        await heal();
        await Eventually.TrueAsync(() => Math.Abs(ErrorOf(cluster)) < 600);
    }

    private static string Status(TrivialCluster cluster) => File.ReadAllText($"/proc/{cluster.Node.Pid}/status");

    /// <summary>By how many seconds the process's clock is wrong; a lot while it has not told.</summary>
    private static long ErrorOf(TrivialCluster cluster)
    {
        var told = Path.Combine(cluster.Directory, "now");
        return File.Exists(told) && long.TryParse(File.ReadAllText(told), out var now) ? now - DateTimeOffset.UtcNow.ToUnixTimeSeconds() : int.MaxValue;
    }
}
