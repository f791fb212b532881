using KefuChat.Protocol;

namespace KefuChat.Storage.Sqlite;

/// <summary>The queues of the embedded store.</summary>
internal sealed class SqliteMessageStore : IMessageStore, IStoreIdentity, IDisposable
{
    /// <summary>Opens or creates the store.</summary>
    /// <param name="path">The file's path, in an existing directory.</param>
    /// <param name="time">When what waits in the commit log is committed.</param>
    /// <param name="logger">Hears when writes begin to fail and when they resume.</param>
    /// <exception cref="StorageRefusedException">The file cannot be used, and why.</exception>
    public SqliteMessageStore(string path, TimeProvider time, ILogger<SqliteMessageStore> logger) =>
        Database = new SqliteDatabase(path, time, logger);

    /// <inheritdoc/>
    public string Id => Database.Id;

    /// <summary>The file and its writer, shared with the other stores.</summary>
    public SqliteDatabase Database { get; }

    /// <inheritdoc/>
    public Task<SaveResult> SaveAsync(SaveRequest request)
    {
        var save = new SqliteSave(request);
        Database.Writer.Enqueue(save);
        return save.Task;
    }

    /// <inheritdoc/>
    public ValueTask<SyncPage> SyncAsync(User user, long afterKey, int limit) =>
        Database.ReadAsync(user, reader => reader.Sync(user, afterKey, limit));

    /// <inheritdoc/>
    public ValueTask<long?> GetSyncKeyAsync(User user, string deviceId) =>
        Database.ReadAsync(user, reader => reader.SyncKey(user, deviceId));

    /// <inheritdoc/>
    public ValueTask<long?> GetHighestSyncKeyAsync(User user) =>
        Database.ReadAsync(user, reader => reader.HighestSyncKey(user));

    /// <inheritdoc/>
    public Task RaiseSyncKeyAsync(User user, string deviceId, long key)
    {
        var raise = new SqliteSyncKeyRaise(user, deviceId, key);
        Database.Writer.Enqueue(raise);
        return raise.Task;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<long>> LatestKeysAsync(IReadOnlyList<User> users) =>
        Database.ReadAsync<IReadOnlyList<long>>(users, reader => users.Select(reader.NewestKey).ToArray());

    /// <inheritdoc/>
    public Task ProbeAsync() => Database.UpdateAsync(session => session.Probe());

    /// <inheritdoc cref="SqliteDatabase.Dispose"/>
    public void Dispose() => Database.Dispose();
}
