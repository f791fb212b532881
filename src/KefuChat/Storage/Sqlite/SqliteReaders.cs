using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace KefuChat.Storage.Sqlite;

/// <summary>Connections for reading beside the writer. As many as there were reads at once.</summary>
internal sealed class SqliteReaders(SqliteStoreFile file) : IDisposable
{
    private readonly ConcurrentBag<SqliteReadSession> _idle = [];
    private volatile bool _disposed;

    /// <summary>Runs a read on a connection of its own.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be answered now.</exception>
    public T Read<T>(Func<SqliteReadSession, T> read)
    {
        if (_disposed)
        {
            throw new StorageUnavailableException("the store is closed");
        }

        SqliteReadSession? session = null;
        try
        {
            session = _idle.TryTake(out var idle) ? idle : new SqliteReadSession(file.OpenReader());
            var result = read(session);
            _idle.Add(session);
            return result;
        }
        catch (SqliteException e)
        {
            session?.Dispose();
            throw new StorageUnavailableException($"the store could not be read: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var session))
        {
            session.Dispose();
        }
    }
}
