using KefuChat.Configuration;
using Microsoft.Data.Sqlite;

namespace KefuChat.Storage.Sqlite;

/// <summary>
/// The file a store lives in: takes ownership of it, creates or upgrades it, and refuses what is not ours without
/// changing a byte.
/// </summary>
internal sealed class SqliteStoreFile : IDisposable
{
    /// <summary>"Kefu", in the header field SQLite reserves for telling files apart (PRAGMA application_id).</summary>
    public const int ApplicationId = 0x4B656675;

    /// <summary>What the file is called in a data directory.</summary>
    public const string Name = "kefu.db";

    /// <summary>Beyond this size a page-by-page check would hold up the start for more than a second or two.</summary>
    private const long LargestFileChecked = 256L * 1024 * 1024;

    private readonly FileStream _lock;

    /// <summary>Opens or creates the store's file.</summary>
    /// <param name="path">Where it lies; the directory exists.</param>
    /// <exception cref="StorageRefusedException">It cannot be used, and why.</exception>
    public SqliteStoreFile(string path)
    {
        Path = path;
        _lock = Own(path);
        try
        {
            Prepare();
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT)
        {
            _lock.Dispose();
            throw new StorageRefusedException($"{path} is damaged or is no KefuChat store ({e.Message}). It was left as it is: restore a backup or move it and its -wal file away.", e);
        }
        catch (SqliteException e)
        {
            _lock.Dispose();
            throw new StorageRefusedException($"{path} cannot be opened: {e.Message}", e);
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    /// <summary>Where the file lies.</summary>
    public string Path { get; }

    /// <summary>Where its commit log lies.</summary>
    public string LogPath => LogPathOf(Path);

    /// <summary>The name the store was given when it was made.</summary>
    public string StoreId { get; private set; } = "";

    /// <summary>Where the commit log of a store's file lies.</summary>
    public static string LogPathOf(string path) => path + ".commitlog";

    /// <summary>Opens a file as it is: no lock is taken, nothing is made or upgraded.</summary>
    public static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,

            // Seconds to wait for a foreign lock; while it lasts everyone waits, so it is short.
            DefaultTimeout = 1,
        }.ToString());
        connection.Open();
        return connection;
    }

    /// <summary>The schema version of a store.</summary>
    /// <exception cref="StorageRefusedException">It is no store, or one of a later version.</exception>
    public static long VersionOf(SqliteConnection connection, string path)
    {
        var tables = connection.Scalar("SELECT count(*) FROM sqlite_schema");
        var applicationId = connection.Scalar("PRAGMA application_id");
        if (applicationId != ApplicationId && (applicationId != 0 || tables != 0))
        {
            throw new StorageRefusedException($"{path} is another program's database. It was left as it is: choose another Kefu:DataDirectory.");
        }

        var version = connection.Scalar("PRAGMA user_version");
        return version <= SqliteSchema.Version
            ? version
            : throw new StorageRefusedException($"{path} has schema version {version}; this program knows versions up to {SqliteSchema.Version}. Start a later KefuChat.");
    }

    /// <summary>A connection for the one writer.</summary>
    public SqliteConnection OpenWriter()
    {
        var connection = Open(Path, SqliteOpenMode.ReadWrite);

        // No foreign keys: they are rows of our own making, and to remove a message its references would be looked for
        // in tables that have no index by message.
        // FULL: a commit returns once the log is fsynced. The checkpoint interval is large because each checkpoint
        // stalls the commit that triggers it; 16,384 pages are 64 MiB of log.
        connection.Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 16384; PRAGMA cache_size = -65536; PRAGMA foreign_keys = OFF");
        return connection;
    }

    /// <summary>A connection for a reader beside it.</summary>
    public SqliteConnection OpenReader()
    {
        var connection = Open(Path, SqliteOpenMode.ReadWrite);
        connection.Run("PRAGMA query_only = ON");
        return connection;
    }

    /// <summary>Gives the file up.</summary>
    public void Dispose() => _lock.Dispose();

    private static FileStream Own(string path)
    {
        try
        {
            return OwnerOnlyFile.Create(path + ".lock", FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StorageRefusedException($"{path}.lock cannot be written: {e.Message}", e);
        }
        catch (IOException e)
        {
            throw new StorageRefusedException($"{path} is in use by another process, which holds {path}.lock.", e);
        }
    }

    private void Prepare()
    {
        if (LengthOf(Path) == 0)
        {
            Create();
        }
        else
        {
            // Read-only: closing a connection that could write would merge a log left by a crash into the file.
            using var reader = Open(Path, SqliteOpenMode.ReadOnly);
            Check(reader);
        }

        using var connection = Open(Path, SqliteOpenMode.ReadWrite);
        connection.Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
        SqliteSchema.Upgrade(connection);
        StoreId = connection.Text("SELECT id FROM store");
    }

    /// <summary>Made under another name and then renamed: a crash leaves a whole store or none.</summary>
    private void Create()
    {
        foreach (var log in (string[])[Path + "-wal", Path + "-journal", LogPath])
        {
            if (LengthOf(log) > 0)
            {
                throw new StorageRefusedException($"{Path} is damaged: it is empty or missing, but its log {log} is not. They were left as they are: restore a backup or move both away.");
            }
        }

        var unfinished = Path + ".new";
        File.Delete(unfinished + "-journal");
        using (var file = OwnerOnlyFile.Create(unfinished))
        {
            file.SetLength(0);
        }

        using (var connection = Open(unfinished, SqliteOpenMode.ReadWrite))
        {
            SqliteSchema.Upgrade(connection);
        }

        File.Move(unfinished, Path, overwrite: true);
    }

    private static long LengthOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    private void Check(SqliteConnection connection)
    {
        VersionOf(connection, Path);
        if (new FileInfo(Path).Length <= LargestFileChecked && connection.Text("PRAGMA quick_check(1)") is var result and not "ok")
        {
            throw new StorageRefusedException($"{Path} is damaged ({result.ReplaceLineEndings(" ")}). It was left as it is: restore a backup or move it and its -wal file away.");
        }
    }
}
