namespace KefuChat.Tests.Processes.Cluster;

/// <summary>Two gateways, a storage node and two routing nodes, each a process of its own.</summary>
internal sealed class ClusterProcesses : IAsyncDisposable
{
    private const string ClusterKey = "the-key-of-the-cluster-in-tests";

    private readonly Dictionary<string, string[]> _settings = [];
    private readonly Dictionary<string, ServerProcess> _running = [];
    private readonly string _directory;

    private ClusterProcesses(string directory)
    {
        _directory = directory;
        var ims = AddRole("ims", "ims");
        var imrs = Array.ConvertAll(RoutingNodes, name => AddRole(name, "imr"));
        foreach (var gateway in Gateways)
        {
            _settings[gateway] =
            [
                "--Kefu:Roles=gateway",
                $"--urls=http://127.0.0.1:{FreePort.Next()}",
                $"--Kefu:Ims:Endpoints:0={ims}",
                $"--Kefu:Imr:Endpoints:0={imrs[0]}",
                $"--Kefu:Imr:Endpoints:1={imrs[1]}",
            ];
        }
    }

    public static string[] Gateways => ["gateway-1", "gateway-2"];

    public static string[] RoutingNodes => ["imr-1", "imr-2"];

    public static string[] All => [.. Gateways, "ims", .. RoutingNodes];

    /// <summary>Starts all of them.</summary>
    public static async Task<ClusterProcesses> StartAsync(string directory)
    {
        var cluster = new ClusterProcesses(directory);
        try
        {
            foreach (var name in All.Reverse())
            {
                await cluster.StartProcessAsync(name);
            }

            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>One that runs.</summary>
    public ServerProcess this[string name] => _running[name];

    /// <summary>Where a gateway is, whether it runs or not.</summary>
    public Uri AddressOf(string gateway) => new(_settings[gateway].Single(setting => setting.StartsWith("--urls=", StringComparison.Ordinal))["--urls=".Length..]);

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync(string name)
    {
        await _running[name].DisposeAsync();
        _running.Remove(name);
    }

    /// <summary>SIGTERM, which every role obeys within 10 s.</summary>
    public async Task StopAsync(string name)
    {
        _running[name].Terminate();
        Assert.Equal(0, await _running[name].WaitForExitAsync(TimeSpan.FromSeconds(10)));
        await KillAsync(name);
    }

    /// <summary>Starts it, for the first time or again, on the same port.</summary>
    public async Task StartProcessAsync(string name) =>
        _running[name] = await ServerProcess.StartRoleAsync(_directory, [.. _settings[name], $"--Kefu:ClusterKey={ClusterKey}"]);

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _running.Values)
        {
            await process.DisposeAsync();
        }

        _running.Clear();
    }

    private string AddRole(string name, string role)
    {
        var address = $"http://127.0.0.1:{FreePort.Next()}";
        _settings[name] = [$"--Kefu:Roles={role}", $"--Kefu:Grpc:Url={address}"];
        return address;
    }
}
