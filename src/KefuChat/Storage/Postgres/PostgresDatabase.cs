using System.Data;
using KefuChat.Protocol;
using KefuChat.Telemetry;
using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>
/// What the PostgreSQL stores share: the way to the primary, whichever of the hosts it is, and what becomes of failures.
/// Keeps nothing but what never changes, so any number of processes use the same database. Safe to call from any thread.
/// </summary>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    /// <summary>How long a statement may take that goes over whole tables: the largest months are some 10 GB.</summary>
    private const int ScanSeconds = 600;

    private readonly PostgresSources _sources;
    private readonly KefuMetrics? _metrics;

    private PostgresDatabase(PostgresSources sources, string id, TimeProvider time, KefuMetrics? metrics)
    {
        _sources = sources;
        _metrics = metrics;
        Id = id;
        Transactions = new PostgresTransactions(sources.Writes, sources.TransactionLimit, time);
        QueueIds = new PostgresQueueIds(Transactions);
    }

    /// <summary>The name the store was given when it was made.</summary>
    public string Id { get; }

    /// <summary>Which rows users' queues are.</summary>
    public PostgresQueueIds QueueIds { get; }

    /// <summary>Runs what writes.</summary>
    public PostgresTransactions Transactions { get; }

    /// <summary>Connects, and makes or upgrades the schema.</summary>
    /// <param name="connectionString">Npgsql's; several hosts are a primary and its standbys.</param>
    /// <param name="time">How long a server that cannot be reached, or does not answer, is waited for.</param>
    /// <param name="metrics">Where failures are counted; null for nowhere.</param>
    /// <exception cref="StorageRefusedException">It cannot be used, and why.</exception>
    public static async Task<PostgresDatabase> OpenAsync(string connectionString, TimeProvider time, KefuMetrics? metrics = null)
    {
        var sources = new PostgresSources(connectionString);
        try
        {
            return new PostgresDatabase(sources, await PostgresSchema.PrepareAsync(sources.Writes, time), time, metrics);
        }
        catch (Exception e)
        {
            await sources.DisposeAsync();
            throw e is StorageRefusedException ? e : new StorageRefusedException($"PostgreSQL at {sources.Hosts} cannot be used: {e.Message}", e);
        }
    }

    /// <summary>Reads with one statement, or with several that need not agree.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be read now.</exception>
    public Task<T> ReadAsync<T>(Func<NpgsqlConnection, Task<T>> read) => AnswerAsync(async () =>
    {
        await using var connection = await _sources.Reads.OpenAsync();
        return await read(connection);
    });

    /// <summary>Reads with several statements that see the same state.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be read now.</exception>
    public Task<T> ReadSnapshotAsync<T>(Func<NpgsqlConnection, Task<T>> read) => ReadAsync(async connection =>
    {
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        var answer = await read(connection);
        await transaction.CommitAsync();
        return answer;
    });

    /// <summary>Reads with one statement that goes over much and that nobody waits for: it may take <see cref="ScanSeconds"/>.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be read now.</exception>
    public Task<List<T>> ScanAsync<T>(Func<NpgsqlDataReader, T> read, string text, params object[] values) => ReadSnapshotAsync(async connection =>
    {
        await connection.ExecuteAsync($"SET LOCAL statement_timeout = '{ScanSeconds}s'");
        await using var command = connection.Statement(text, values);
        command.CommandTimeout = ScanSeconds;
        return await command.RowsAsync(read);
    });

    /// <summary>The queues of users, in the order asked; made where there are none, so not while a transaction holds locks.</summary>
    /// <exception cref="StorageUnavailableException">They are not known.</exception>
    public Task<long[]> GetQueuesAsync(IReadOnlyCollection<User> users) => AnswerAsync(() => QueueIds.GetAsync(users).AsTask());

    /// <summary>Writes; completes once it is on stable storage.</summary>
    /// <exception cref="StorageUnavailableException">It is not known to be stored.</exception>
    public Task<T> UpdateAsync<T>(Func<PostgresTransaction, Task<T>> update) => AnswerAsync(() => Transactions.RunAsync(async connection =>
    {
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted);
        var answer = await update(new PostgresTransaction(connection));
        await transaction.CommitAsync();
        return answer;
    }));

    /// <summary>Counts a failure, and says what the caller hears of it.</summary>
    public StorageUnavailableException Failed(Exception failure)
    {
        _metrics?.StorageFailed(PostgresFailure.Kind(failure));
        if (PostgresFailure.Kind(failure) == PostgresFailure.ReadOnly)
        {
            _sources.LookForPrimary();
        }
        else if (failure is PostgresQueueGoneException)
        {
            QueueIds.Forget();
        }

        return PostgresFailure.ToUnavailable(failure);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _sources.DisposeAsync();

    private async Task<T> AnswerAsync<T>(Func<Task<T>> answer)
    {
        try
        {
            return await answer();
        }
        catch (Exception e) when (PostgresFailure.IsOne(e))
        {
            throw Failed(e);
        }
    }
}
