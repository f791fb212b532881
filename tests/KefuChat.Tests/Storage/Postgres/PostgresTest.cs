using KefuChat.Storage;
using KefuChat.Storage.Postgres;
using KefuChat.Telemetry;
using KefuChat.Tests.Telemetry;
using Npgsql;

namespace KefuChat.Tests.Storage.Postgres;

/// <summary>A test of the PostgreSQL store that looks at the database, or is in its way.</summary>
public abstract class PostgresTest : IAsyncLifetime
{
    private readonly TestMeterFactory _meters = new();
    private readonly List<IAsyncDisposable> _opened = [];
    private MetricRecorder? _recorder;
    private string? _schema;

    /// <summary>How the test's own place is reached.</summary>
    private protected NpgsqlConnectionStringBuilder Settings { get; private set; } = [];

    private protected CollectingLogger<PostgresMessageStore> Log { get; } = new();

    public virtual async ValueTask InitializeAsync()
    {
        Settings = new NpgsqlConnectionStringBuilder(await ConnectionStringAsync());
        _recorder = new MetricRecorder(_meters);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        for (var i = _opened.Count - 1; i >= 0; i--)
        {
            await _opened[i].DisposeAsync();
        }

        if (_schema is not null)
        {
            await PostgresSchemas.DropAsync(_schema);
        }

        _recorder?.Dispose();
        _meters.Dispose();
    }

    /// <summary>Where the store is made.</summary>
    private protected virtual async Task<string> ConnectionStringAsync() => _schema = await PostgresSchemas.NewAsync();

    /// <summary>One process's way to the store, closed with the test.</summary>
    private protected async Task<PostgresDatabase> OpenDatabaseAsync(string? connectionString = null)
    {
        var database = await PostgresDatabase.OpenAsync(
            connectionString ?? Settings.ConnectionString, TimeProvider.System, new KefuMetrics(_meters, TimeProvider.System));
        _opened.Add(database);
        return database;
    }

    /// <summary>One process's queues, closed with the test.</summary>
    private protected async Task<PostgresMessageStore> OpenAsync(string? connectionString = null)
    {
        var store = new PostgresMessageStore(await OpenDatabaseAsync(connectionString), Log);
        _opened.Add(store);
        return store;
    }

    /// <summary>A connection of somebody else's to the same place.</summary>
    private protected async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Settings.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        _opened.Add(connection);
        return connection;
    }

    /// <summary>How often storage failed for a reason.</summary>
    private protected double Failures(string kind) =>
        _recorder?.Sums.GetValueOrDefault($"kefu.storage.failures{{kefu.failure={kind}}}") ?? 0;

    /// <summary>Saves until it is stored, as a client does, and tells the answers before that apart.</summary>
    private protected static async Task<SaveResult> ResumeAsync(PostgresMessageStore store, SaveRequest request)
    {
        using var patience = new CancellationTokenSource(Waiting.Patience);
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            if (await store.SaveAsync(request).SoonAsync() is { Status: not SaveStatus.Unavailable } answer)
            {
                return answer;
            }
        }
    }
}
