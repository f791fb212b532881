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
    /// <param name="logger">Hears when writes begin to fail and when they resume.</param>
    /// <exception cref="StorageRefusedException">The file cannot be used, and why.</exception>
    public SqliteDatabase(string path, ILogger logger)
    {
        _file = new SqliteStoreFile(path);
        Writer = new SqliteWriter(_file, logger);
        _readers = new SqliteReaders(_file);
    }

    /// <summary>The name the store was given when it was made.</summary>
    public string Id => _file.StoreId;

    /// <summary>The writer.</summary>
    public SqliteWriter Writer { get; }

    /// <summary>Reads in place.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be read now.</exception>
    public T Read<T>(Func<SqliteReadSession, T> read) => _readers.Read(read);

    /// <inheritdoc cref="Read"/>
    public ValueTask<T> ReadAsync<T>(Func<SqliteReadSession, T> read) => new(_readers.Read(read));

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
}
