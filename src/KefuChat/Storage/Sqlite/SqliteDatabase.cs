using KefuChat.Protocol;

namespace KefuChat.Storage.Sqlite;

/// <summary>
/// What the SQLite stores share: one file (WAL, synchronous=FULL), one writer that commits groups, readers beside it.
/// Reads answer in place: they take microseconds to a few milliseconds. Safe to call from any thread.
/// </summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly SqliteStoreFile _file;
    private readonly SqliteReaders _readers;

    /// <summary>Opens or creates the file.</summary>
    /// <param name="path">The file's path, in an existing directory.</param>
    /// <param name="time">When what waits in the commit log is committed.</param>
    /// <param name="logger">Hears when writes begin to fail and when they resume.</param>
    /// <exception cref="StorageRefusedException">The file cannot be used, and why.</exception>
    public SqliteDatabase(string path, TimeProvider time, ILogger logger)
    {
        _file = new SqliteStoreFile(path);
        try
        {
            Writer = new SqliteWriter(_file, time, logger);
        }
        catch
        {
            _file.Dispose();
            throw;
        }

        _readers = new SqliteReaders(_file);
    }

    /// <summary>The name the store was given when it was made.</summary>
    public string Id => _file.StoreId;

    /// <summary>The writer.</summary>
    public SqliteWriter Writer { get; }

    /// <summary>Reads what is committed: what was acknowledged of late may be missing.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be read now.</exception>
    public T Read<T>(Func<SqliteReadSession, T> read) => _readers.Read(read);

    /// <summary>Reads, with everything that was acknowledged before.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be read now.</exception>
    public ValueTask<T> ReadAsync<T>(Func<SqliteReadSession, T> read) =>
        Writer.Uncommitted.IsEmpty ? new(Read(read)) : SettleAndReadAsync(read);

    /// <summary>Reads what is one user's, with everything of theirs that was acknowledged before.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be read now.</exception>
    public ValueTask<T> ReadAsync<T>(User user, Func<SqliteReadSession, T> read) =>
        Writer.Uncommitted.Contains(user) ? SettleAndReadAsync(read) : new(Read(read));

    /// <summary>Reads what is several users', with everything of theirs that was acknowledged before.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be read now.</exception>
    public ValueTask<T> ReadAsync<T>(IReadOnlyList<User> users, Func<SqliteReadSession, T> read) =>
        users.Any(Writer.Uncommitted.Contains) ? SettleAndReadAsync(read) : new(Read(read));

    /// <summary>Completes once everything that was acknowledged before can be read.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be committed now.</exception>
    public Task SettleAsync() => Writer.Uncommitted.IsEmpty ? Task.CompletedTask : UpdateAsync(_ => { });

    /// <summary>Writes within the writer's next group; completes once it is on stable storage.</summary>
    /// <exception cref="StorageUnavailableException">It was not stored.</exception>
    public Task<T> UpdateAsync<T>(Func<SqliteWriteSession, T> update)
    {
        var write = new SqliteUpdate<T>(update);
        Writer.Enqueue(write);
        return write.Task;
    }

    /// <inheritdoc cref="UpdateAsync{T}"/>
    public Task UpdateAsync(Action<SqliteWriteSession> update) => UpdateAsync(session =>
    {
        update(session);
        return true;
    });

    /// <summary>Commits and answers what waits, then closes the file.</summary>
    public void Dispose()
    {
        Writer.Dispose();
        _readers.Dispose();
        _file.Dispose();
    }

    private async ValueTask<T> SettleAndReadAsync<T>(Func<SqliteReadSession, T> read)
    {
        await SettleAsync();
        return Read(read);
    }
}
