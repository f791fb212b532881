using KefuChat.Storage;
using KefuChat.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace KefuChat.Maintenance.Migration;

/// <summary>The SQLite store that is copied. As long as it is open no server can use it.</summary>
internal sealed class MigrationSource : IDisposable
{
    private readonly SqliteStoreFile _file;

    private MigrationSource(SqliteStoreFile file, SqliteSnapshot snapshot)
    {
        _file = file;
        Snapshot = snapshot;
    }

    /// <summary>What it holds.</summary>
    public SqliteSnapshot Snapshot { get; }

    /// <summary>Takes the store, and commits what a crash has left in its commit log.</summary>
    /// <param name="path">Its file.</param>
    /// <exception cref="StorageRefusedException">There is none, a server uses it, or it cannot be used.</exception>
    public static MigrationSource Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new StorageRefusedException($"{path} does not exist.");
        }

        var file = new SqliteStoreFile(path);
        try
        {
            CommitLog(file);
            return new MigrationSource(file, SqliteSnapshot.Open(path));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Snapshot.Dispose();
        _file.Dispose();
    }

    /// <summary>Where there is no log nothing is written: a migration that goes on knows by that that nobody used the store.</summary>
    private static void CommitLog(SqliteStoreFile file)
    {
        if (File.Exists(file.LogPath))
        {
            using var committer = new SqliteCommitter(file, new UncommittedUsers(), NullLogger.Instance);
            committer.Commit();
            committer.Close();
        }
    }
}
