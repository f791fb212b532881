using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>
/// Listens to a connection's warnings. A commit that is cancelled while it waits for the synchronous standby succeeds, with
/// a warning that it may not be there: whoever ignores it acknowledges what a switch-over loses.
/// </summary>
internal sealed class PostgresWarnings : IDisposable
{
    private readonly NpgsqlConnection _connection;
    private string? _warning;

    /// <summary>Begins to listen.</summary>
    public PostgresWarnings(NpgsqlConnection connection)
    {
        _connection = connection;
        _connection.Notice += Heard;
    }

    /// <summary>Throws if there was a warning.</summary>
    /// <exception cref="PostgresCommitInDoubtException">There was.</exception>
    public void ThrowIfAny()
    {
        if (_warning is { } warning)
        {
            throw new PostgresCommitInDoubtException(warning);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Notice -= Heard;

    private void Heard(object sender, NpgsqlNoticeEventArgs e)
    {
        if (e.Notice.InvariantSeverity is "WARNING")
        {
            _warning = e.Notice.MessageText;
        }
    }
}
