using KefuChat.Storage;
using KefuChat.Storage.Postgres;
using KefuChat.Testing;
using Npgsql;

namespace KefuChat.Tests.Storage.Postgres;

/// <summary>A primary with a synchronous standby: what is acknowledged is on both, and outlives the primary.</summary>
public sealed class PostgresReplicationTests : PostgresTest
{
    private const string Standby = "standby";

    private readonly string _directory = Path.Combine(SharedPostgres.Place(), $"kefu-replication-{Guid.NewGuid():n}");
    private readonly List<PostgresServer> _servers = [];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task When_the_primary_is_killed_and_the_standby_takes_its_place_nothing_acknowledged_is_lost()
    {
        var store = await OpenAsync();
        var acknowledged = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(SaveStatus.Stored, (await store.SaveAsync(Chat.FromCustomer($"{i}", $"u{i}")).SoonAsync()).Status);
            acknowledged.Add($"{i}");
        }

        await _servers[0].KillAsync();
        Assert.Equal(SaveStatus.Unavailable, (await store.SaveAsync(Chat.FromCustomer("20", "u20")).SoonAsync()).Status);

        await _servers[1].PromoteAsync();
        Assert.Equal(21, (await ResumeAsync(store, Chat.FromCustomer("20", "u20"))).ReceiverKey);
        Assert.Equal([.. acknowledged, "20"], await store.ReadContentsAsync(Chat.Seller));
        Assert.Equal([.. acknowledged, "20"], await store.ReadContentsAsync(Chat.Customer));
        Assert.True(Failures(PostgresFailure.ConnectionLost) > 0);
    }

    [Fact]
    public async Task A_commit_that_is_not_on_the_standby_is_not_acknowledged()
    {
        var store = await OpenAsync();
        await store.SaveAsync(Chat.FromCustomer("1", "a")).SoonAsync();
        await _servers[1].KillAsync();
        await using var admin = new NpgsqlConnection(_servers[0].ConnectionString);
        await admin.OpenAsync();

        // It waits for the standby. Whoever ends its waiting makes it a commit of the primary's alone.
        var save = store.SaveAsync(Chat.FromCustomer("2", "b"));
        using var patience = new CancellationTokenSource(Waiting.Patience);
        while (!save.IsCompleted)
        {
            patience.Token.ThrowIfCancellationRequested();
            await admin.ExecuteAsync("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
        }

        Assert.Equal(SaveStatus.Unavailable, (await save).Status);
        Assert.Equal(1, Failures(PostgresFailure.InDoubt));

        // Without the standby it is acknowledged, as what it is.
        await _servers[0].ConfigureAsync("synchronous_standby_names = ''");
        var answer = await ResumeAsync(store, Chat.FromCustomer("2", "b"));
        Assert.Equal((SaveStatus.Duplicate, 2), (answer.Status, answer.ReceiverKey));
        Assert.Equal(["1", "2"], await store.ReadContentsAsync(Chat.Seller));
    }

    [Fact]
    public async Task A_commit_that_waits_for_the_standby_for_too_long_is_refused_and_not_cancelled()
    {
        Settings.CommandTimeout = 1;
        var store = await OpenAsync();
        await store.SaveAsync(Chat.FromCustomer("1", "a")).SoonAsync();
        await _servers[1].KillAsync();

        Assert.Equal(SaveStatus.Unavailable, (await store.SaveAsync(Chat.FromCustomer("2", "b")).SoonAsync()).Status);

        // Nobody sees what a switch-over could still lose.
        Assert.Equal(["1"], await store.ReadContentsAsync(Chat.Seller));
        Assert.Equal(1, Failures(PostgresFailure.Timeout));

        await _servers[1].StartAsync();
        var answer = await ResumeAsync(store, Chat.FromCustomer("2", "b"));
        Assert.Equal((SaveStatus.Duplicate, 2), (answer.Status, answer.ReceiverKey));
        Assert.Equal(["1", "2"], await store.ReadContentsAsync(Chat.Seller));
    }

    /// <summary>Two servers of the test's own, under both their addresses.</summary>
    private protected override async Task<string> ConnectionStringAsync()
    {
        Assert.SkipWhen(PostgresBinaries.Missing is not null, PostgresBinaries.Missing ?? "");
        try
        {
            return await StartAsync();
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    private async Task<string> StartAsync()
    {
        var primary = Add("primary");
        await primary.InitializeAsync();
        await primary.StartAsync();
        var standby = Add("standby");
        await standby.InitializeStandbyAsync(primary, Standby);
        await standby.StartAsync();
        await primary.ConfigureAsync($"synchronous_standby_names = '{Standby}'");
        return $"Host=127.0.0.1:{primary.Port},127.0.0.1:{standby.Port};Username={PostgresServer.User};Database={PostgresServer.Database};Command Timeout=5";
    }

    private PostgresServer Add(string name)
    {
        var server = new PostgresServer($"{_directory}-{name}", "127.0.0.1", FreePort.Next());
        _servers.Add(server);
        return server;
    }
}
