using KefuChat.Protocol;

namespace KefuChat.Storage.Sqlite;

/// <summary>
/// The embedded store: one SQLite file (WAL, synchronous=FULL), one writer that commits groups, readers beside it.
/// Reads answer in place: they take microseconds to a few milliseconds.
/// </summary>
internal sealed class SqliteMessageStore : IMessageStore, IStoreIdentity, IDisposable
{
    private readonly SqliteStoreFile _file;
    private readonly SqliteWriter _writer;
    private readonly SqliteReaders _readers;

    /// <summary>Opens or creates the store.</summary>
    /// <param name="path">The file's path, in an existing directory.</param>
    /// <param name="logger">Hears when writes begin to fail and when they resume.</param>
    /// <exception cref="StorageRefusedException">The file cannot be used, and why.</exception>
    public SqliteMessageStore(string path, ILogger<SqliteMessageStore> logger)
    {
        _file = new SqliteStoreFile(path);
        _writer = new SqliteWriter(_file, logger);
        _readers = new SqliteReaders(_file);
    }

    /// <inheritdoc/>
    public string Id => _file.StoreId;

    /// <summary>The writer, for tests that break its connection.</summary>
    internal SqliteWriter Writer => _writer;

    /// <inheritdoc/>
    public Task<SaveResult> SaveAsync(SaveRequest request)
    {
        var save = new SqliteSave(request);
        _writer.Enqueue(save);
        return save.Task;
    }

    /// <inheritdoc/>
    public ValueTask<SyncPage> SyncAsync(User user, long afterKey, int limit) =>
        new(_readers.Read(reader => reader.Sync(user, afterKey, limit)));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredMessage>> HistoryAsync(User user, Conversation conversation, long beforeKey, int limit) =>
        new(_readers.Read(reader => reader.History(user, conversation, beforeKey, limit)));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ConversationSummary>> ConversationsAsync(User user, int limit) =>
        new(_readers.Read(reader => reader.Conversations(user, limit)));

    /// <inheritdoc/>
    public ValueTask<long?> GetSyncKeyAsync(User user, string deviceId) =>
        new(_readers.Read(reader => reader.SyncKey(user, deviceId)));

    /// <inheritdoc/>
    public ValueTask<long?> GetHighestSyncKeyAsync(User user) =>
        new(_readers.Read(reader => reader.HighestSyncKey(user)));

    /// <inheritdoc/>
    public Task RaiseSyncKeyAsync(User user, string deviceId, long key) =>
        UpdateAsync(session => session.RaiseSyncKey(user, deviceId, key));

    /// <inheritdoc/>
    public ValueTask<long> GetReadPositionAsync(User user, Conversation conversation) =>
        new(_readers.Read(reader => reader.ReadPosition(user, conversation)));

    /// <inheritdoc/>
    public Task RaiseReadPositionAsync(User user, Conversation conversation, long key) =>
        UpdateAsync(session => session.RaiseReadPosition(user, conversation, key));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<long>> LatestKeysAsync(IReadOnlyList<User> users) =>
        new(_readers.Read(reader => users.Select(reader.NewestKey).ToArray()));

    /// <inheritdoc/>
    public Task ProbeAsync() => UpdateAsync(session => session.Probe());

    /// <summary>Commits and answers what waits, then closes the file.</summary>
    public void Dispose()
    {
        _writer.Dispose();
        _readers.Dispose();
        _file.Dispose();
    }

    private Task UpdateAsync(Action<SqliteWriteSession> update)
    {
        var write = new SqliteUpdate(update);
        _writer.Enqueue(write);
        return write.Task;
    }
}
