using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>
/// Connections to the primary, whichever of the hosts it is, all with the same settings. Safe to call from any thread.
/// </summary>
internal sealed class PostgresPool : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlMultiHostDataSource? _hosts;

    /// <summary>Connects to nothing yet.</summary>
    public PostgresPool(NpgsqlConnectionStringBuilder settings)
    {
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        if (settings.Host?.Contains(',', StringComparison.Ordinal) is true)
        {
            _hosts = builder.BuildMultiHost();
            _source = _hosts.WithTargetSession(TargetSessionAttributes.Primary);
        }
        else
        {
            // A lone host is not asked whether it is the primary.
            _source = builder.Build();
        }
    }

    /// <summary>A connection, which its disposal gives back.</summary>
    /// <exception cref="NpgsqlException">There is none now.</exception>
    public async Task<NpgsqlConnection> OpenAsync()
    {
        try
        {
            return await _source.OpenConnectionAsync();
        }
        catch (NpgsqlException e) when (_hosts is not null && e is { InnerException: null } and not PostgresException)
        {
            // It tried none: of each host it remembers that a connection to it broke, or that it was no primary.
            _hosts.ClearDatabaseStates();
            return await _source.OpenConnectionAsync();
        }
    }

    /// <summary>The primary is another than was thought: it is looked for with the next connection.</summary>
    public void LookForPrimary()
    {
        _hosts?.ClearDatabaseStates();
        _source.Clear();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        if (_hosts is not null)
        {
            await _hosts.DisposeAsync();
        }
    }
}
