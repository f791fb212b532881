using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace KefuChat.Storage.Sqlite;

/// <summary>
/// A store's file as of one moment, read beside whoever owns it: what is written meanwhile does not show. As long as it is
/// open the store's -wal file cannot begin anew, and grows. Used by one thread at a time.
/// </summary>
internal sealed class SqliteSnapshot : IDisposable
{
    /// <summary>16 MiB, so that progress is told, and a copy can be stopped, now and then.</summary>
    private const int PagesAtATime = 4096;

    private SqliteSnapshot(SqliteConnection connection)
    {
        Connection = connection;
        Connection.Run("BEGIN");
        StoreId = Connection.Text("SELECT id FROM store");
        LogEpoch = Connection.Scalar("SELECT log_epoch FROM store");
    }

    /// <summary>Reads the file, and cannot write it.</summary>
    public SqliteConnection Connection { get; }

    /// <summary>The name the store was given when it was made.</summary>
    public string StoreId { get; }

    /// <summary>The last transaction that was committed of those that were logged; see <see cref="CommitLog"/>.</summary>
    public long LogEpoch { get; }

    /// <summary>Opens a store's file.</summary>
    /// <exception cref="StorageRefusedException">There is none, or none of this version.</exception>
    public static SqliteSnapshot Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new StorageRefusedException($"{path} does not exist.");
        }

        try
        {
            // A connection that could write would merge the log that a crash has left into the file when it is closed.
            var connection = SqliteStoreFile.Open(path, SqliteOpenMode.ReadOnly);
            try
            {
                var version = SqliteStoreFile.VersionOf(connection, path);
                return version == SqliteSchema.Version
                    ? new SqliteSnapshot(connection)
                    : throw new StorageRefusedException($"{path} has schema version {version}, of an earlier KefuChat, and not yet {SqliteSchema.Version}. Start this one on it once, which upgrades it.");
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
        catch (SqliteException e)
        {
            throw new StorageRefusedException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>
    /// Copies it page by page into a file that is new; returns once that is on stable storage. The copy can be read from a
    /// disk that cannot be written.
    /// </summary>
    /// <param name="path">An empty file.</param>
    /// <param name="progress">Hears how much is done, 0 to 1.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="SqliteException">It could not be read or written.</exception>
    public void CopyTo(string path, Action<double> progress, CancellationToken cancellation)
    {
        using var copy = SqliteStoreFile.Open(path, SqliteOpenMode.ReadWrite);
        using (var backup = raw.sqlite3_backup_init(copy.Handle!, "main", Connection.Handle!, "main"))
        {
            int result;
            do
            {
                result = raw.sqlite3_backup_step(backup, PagesAtATime);
                var pages = raw.sqlite3_backup_pagecount(backup);
                progress(pages == 0 ? 1 : 1 - ((double)raw.sqlite3_backup_remaining(backup) / pages));
                cancellation.ThrowIfCancellationRequested();
            }
            while (result == raw.SQLITE_OK);
            if (result != raw.SQLITE_DONE)
            {
                throw new SqliteException($"the copy failed: {raw.sqlite3_errstr(result).utf8_to_string()}", result);
            }
        }

        copy.Run("PRAGMA journal_mode = DELETE");
    }

    /// <inheritdoc/>
    public void Dispose() => Connection.Dispose();
}
