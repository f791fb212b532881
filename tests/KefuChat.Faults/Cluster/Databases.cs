using KefuChat.Testing;

namespace KefuChat.Faults.Cluster;

/// <summary>
/// A PostgreSQL primary and its standby. A commit completes once both have it; after a switch-over, once the new primary has it until
/// the old one follows, as a failover manager arranges it. One task at a time may change anything.
/// </summary>
internal sealed class Databases : IAsyncDisposable
{
    private const int Port = 5432;

    private const string WaitForStandby = "synchronous_standby_names = '*'";
    private const string WaitForNobody = "synchronous_standby_names = ''";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly List<DatabaseNode> _nodes = [];
    private readonly RunDirectory _directory;

    public Databases(RunDirectory directory) => _directory = directory;

    /// <summary>Adds one, of which there are two; the first is the primary at the start.</summary>
    public void Add(string name, System.Net.IPAddress address, NodeNetwork? network) => _nodes.Add(new DatabaseNode(
        name, network, new PostgresServer(Path.Combine(_directory.DataOf(name), "pg"), address.ToString(), Port, [.. network?.Enter ?? []])));

    /// <summary>The one that takes writes.</summary>
    public DatabaseNode Primary => _nodes[0];

    /// <summary>The one that follows.</summary>
    public DatabaseNode Standby => _nodes[1];

    /// <summary>How Npgsql reaches whichever is the primary.</summary>
    public string ConnectionString =>
        $"Host={string.Join(',', _nodes.Select(node => $"{node.Server.Address}:{Port}"))};Username={PostgresServer.User};Database={PostgresServer.Database}";

    /// <summary>How those ended that nobody ended.</summary>
    public IEnumerable<string> Deaths => _nodes.Where(node => node.Server.ProcessId == 0).Select(node => $"{node.Name} ended by itself");

    public DatabaseNode? Find(string name) => _nodes.Find(node => node.Name == name);

    /// <summary>Starts both.</summary>
    /// <exception cref="FaultException">One does not start.</exception>
    public Task StartAsync() => DoAsync(async () =>
    {
        // Enough of the log is kept for a standby that was away.
        await Primary.Server.InitializeAsync("wal_keep_size = 1GB");
        await Primary.Server.StartAsync();
        await Standby.Server.InitializeStandbyAsync(Primary.Server, Standby.Name);
        await Standby.Server.StartAsync();
        await BeSynchronousAsync();
    });

    /// <summary>Starts the standby again, which must be dead.</summary>
    /// <exception cref="FaultException">It does not.</exception>
    public Task StartStandbyAsync() => DoAsync(Standby.Server.StartAsync);

    /// <summary>The standby takes the primary's place, which must be dead; that one becomes its standby.</summary>
    /// <exception cref="FaultException">One of them does not.</exception>
    public Task SwitchOverAsync() => DoAsync(async () =>
    {
        _nodes.Reverse();
        await Primary.Server.PromoteAsync();
        await Primary.Server.ConfigureAsync(WaitForNobody);
        await Standby.Server.RewindAsync(Primary.Server, Standby.Name);
        await Standby.Server.StartAsync();
        await BeSynchronousAsync();
    });

    public async ValueTask DisposeAsync()
    {
        foreach (var (name, _, server) in _nodes)
        {
            await server.KillAsync();
            if (File.Exists(server.LogFile))
            {
                File.Copy(server.LogFile, _directory.LogOf(name), overwrite: true);
            }

            await server.DisposeAsync();
        }
    }

    private static async Task DoAsync(Func<Task> what)
    {
        try
        {
            await what();
        }
        catch (Exception e) when (e is InvalidOperationException or OperationCanceledException or Npgsql.NpgsqlException)
        {
            throw new FaultException($"PostgreSQL: {e.Message}");
        }
    }

    /// <summary>From now on a commit waits for the standby, once that follows.</summary>
    private async Task BeSynchronousAsync()
    {
        await Primary.Server.ConfigureAsync(WaitForStandby);
        using var patience = new CancellationTokenSource(Patience);
        while (!await FollowsAsync())
        {
            await Task.Delay(Interval, patience.Token);
        }
    }

    private async Task<bool> FollowsAsync()
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(Primary.Server.ConnectionString);
        await using var question = source.CreateCommand("select count(*) from pg_stat_replication where sync_state = 'sync'");
        return await question.ExecuteScalarAsync() is 1L;
    }
}
