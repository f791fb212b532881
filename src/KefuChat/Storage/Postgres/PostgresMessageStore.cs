using System.Text;
using KefuChat.Protocol;

namespace KefuChat.Storage.Postgres;

/// <summary>The queues in PostgreSQL.</summary>
internal sealed class PostgresMessageStore : IMessageStore, IStoreIdentity, IAsyncDisposable
{
    private readonly PostgresDatabase _database;
    private readonly PostgresWriter _writer;

    /// <summary>Begins to take saves.</summary>
    /// <param name="database">The database, which outlives it.</param>
    /// <param name="logger">Hears when writes begin to fail and when they resume.</param>
    public PostgresMessageStore(PostgresDatabase database, ILogger<PostgresMessageStore> logger)
    {
        _database = database;
        _writer = new PostgresWriter(database, logger);
    }

    /// <inheritdoc/>
    public string Id => _database.Id;

    /// <inheritdoc/>
    public Task<SaveResult> SaveAsync(SaveRequest request)
    {
        var save = new PostgresSave(request);
        _writer.Enqueue(save);
        return save.Task;
    }

    /// <inheritdoc/>
    public ValueTask<SyncPage> SyncAsync(User user, long afterKey, int limit) =>
        new(_database.ReadAsync(connection => PostgresSync.PageAsync(connection, user, afterKey, limit)));

    /// <inheritdoc/>
    public ValueTask<long?> GetSyncKeyAsync(User user, string deviceId) => new(_database.ReadAsync(connection =>
        connection.ScalarAsync<long>(
            "SELECT k.sync_key FROM queues q JOIN sync_keys k ON k.queue = q.id WHERE q.appid = $1 AND q.uid = $2 AND k.device = $3",
            user.AppId,
            user.Uid,
            Encoding.UTF8.GetBytes(deviceId))));

    /// <inheritdoc/>
    public ValueTask<long?> GetHighestSyncKeyAsync(User user) => new(_database.ReadAsync(connection =>
        connection.ScalarAsync<long>(
            "SELECT max(k.sync_key) FROM queues q JOIN sync_keys k ON k.queue = q.id WHERE q.appid = $1 AND q.uid = $2",
            user.AppId,
            user.Uid)));

    /// <inheritdoc/>
    public Task RaiseSyncKeyAsync(User user, string deviceId, long key)
    {
        var raise = new PostgresSyncKeyRaise(user, deviceId, key);
        _writer.Enqueue(raise);
        return raise.Task;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<long>> LatestKeysAsync(IReadOnlyList<User> users) =>
        new(_database.ReadAsync(connection => PostgresSync.LatestKeysAsync(connection, users)));

    /// <inheritdoc/>
    public Task ProbeAsync() =>
        _database.UpdateAsync(transaction => transaction.Connection.ExecuteAsync("UPDATE probe SET count = count + 1"));

    /// <summary>Writes and answers what waits.</summary>
    public ValueTask DisposeAsync() => _writer.DisposeAsync();
}
