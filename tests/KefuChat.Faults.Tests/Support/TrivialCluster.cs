using System.Net;
using KefuChat.Faults.Cluster;

namespace KefuChat.Faults.Tests.Support;

/// <summary>A node that is some small program, and a directory for it.</summary>
internal sealed class TrivialCluster : IAsyncDisposable
{
    public const string Name = "ims-1";

    private TrivialCluster(string directory, Node node)
    {
        Directory = directory;
        Node = node;
        Nodes = new KefuCluster([node]);
    }

    public string Directory { get; }

    public Node Node { get; }

    public KefuCluster Nodes { get; }

    /// <summary>Makes one that does not run yet; it serves as soon as it does.</summary>
    /// <param name="script">What the shell is to run; <c>$0</c> is the directory.</param>
    /// <param name="features">What the node has beside its process.</param>
    public static async Task<TrivialCluster> CreateAsync(string script, Func<string, Task<(NodeNetwork?, Disk?, NodeClock?)>>? features = null)
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("kefu-node-").FullName;
        var (network, disk, clock) = features is null ? default : await features(directory);
        string[] command = ["sh", "-c", script, directory];
        return new TrivialCluster(directory, new Node(Name, network?.Address ?? IPAddress.Loopback, command, directory + ".log", _ => Task.CompletedTask)
        {
            Network = network, Disk = disk, Clock = clock,
        });
    }

    /// <summary>One that runs and does nothing.</summary>
    public static async Task<TrivialCluster> StartIdleAsync(Func<string, Task<(NodeNetwork?, Disk?, NodeClock?)>>? features = null)
    {
        var cluster = await CreateAsync("exec sleep 1000", features);
        await cluster.Nodes.StartAsync(CancellationToken.None);
        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        await Nodes.DisposeAsync();
        System.IO.Directory.Delete(Directory, recursive: true);
        File.Delete(Directory + ".log");
    }
}
