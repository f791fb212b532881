using System.Buffers;
using MessagePack;
using Microsoft.Data.Sqlite;

namespace KefuChat.Storage.Sqlite;

/// <summary>
/// Brings groups of writes to stable storage, in one of two ways. Messages and sync keys are run in a transaction that stays
/// open, and appended to the commit log: one short write and its fsync. Anything else ends the transaction with a commit,
/// which costs the pages of all that it touched, and after which the log begins anew. So many groups share one commit, and
/// whatever undoes the transaction, the log runs it again. Belongs to the writer's thread.
/// </summary>
internal sealed partial class SqliteCommitter : IDisposable
{
    private readonly SqliteStoreFile _file;
    private readonly UncommittedUsers _uncommitted;
    private readonly ILogger _logger;
    private readonly CommitLog? _log;
    private readonly ArrayBufferWriter<byte> _records = new();
    private bool _isBegun;
    private bool _isLogFailing;

    /// <summary>Opens the file for writing, and its log.</summary>
    /// <exception cref="StorageRefusedException">The log is none of this store as it is now.</exception>
    public SqliteCommitter(SqliteStoreFile file, UncommittedUsers uncommitted, ILogger logger)
    {
        _file = file;
        _uncommitted = uncommitted;
        _logger = logger;
        Session = Open();
        try
        {
            _log = OpenLog(Session);
        }
        catch
        {
            Session.Dispose();
            throw;
        }
    }

    /// <summary>The writer's connection, or null while it cannot be opened.</summary>
    public SqliteWriteSession? Session { get; private set; }

    /// <summary>Whether the log holds what is not committed.</summary>
    public bool HasUncommitted => _log?.Count > 0;

    /// <summary>Runs a group; returns once it is on stable storage. Throws when it is not, and nothing of it was done.</summary>
    public void Store(List<SqliteWrite> group)
    {
        try
        {
            var session = Begin();
            foreach (var write in group)
            {
                write.Execute(session);
            }

            if (!TryLog(group))
            {
                Commit(session);
            }
        }
        catch (Exception e)
        {
            Recover(e);
            throw;
        }
    }

    /// <summary>Commits what the log holds; what a crash or a failure has left in it is run again first.</summary>
    public void Commit()
    {
        try
        {
            Commit(Begin());
        }
        catch (Exception e)
        {
            Recover(e);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Session?.Dispose();
        _log?.Dispose();
    }

    /// <summary>Closes in good order: a log that holds nothing is not left behind, lest it be in the way of a backup.</summary>
    public void Close()
    {
        var isNeeded = HasUncommitted;
        Dispose();
        if (!isNeeded)
        {
            File.Delete(_file.LogPath);
        }
    }

    private SqliteWriteSession Begin()
    {
        Session ??= Open();
        if (!_isBegun)
        {
            Session.Begin();
            _isBegun = true;
            foreach (var records in _log?.Read() ?? [])
            {
                CommitLogRecords.Replay(records, Session);
            }
        }

        return Session;
    }

    private void Commit(SqliteWriteSession session)
    {
        if (_log is not null)
        {
            session.SetLogEpoch(_log.Epoch);
        }

        session.Commit();
        _isBegun = false;
        _log?.BeginNext();
        _uncommitted.Clear();
    }

    /// <summary>False: it must be committed.</summary>
    private bool TryLog(List<SqliteWrite> group)
    {
        if (_log is null || !group.TrueForAll(write => write is SqliteLoggedWrite))
        {
            return false;
        }

        _records.ResetWrittenCount();
        var writer = new MessagePackWriter(_records);
        foreach (var write in group)
        {
            var logged = (SqliteLoggedWrite)write;
            logged.WriteTo(ref writer);
            _uncommitted.Add(logged.Users.First);
            _uncommitted.Add(logged.Users.Second);
        }

        writer.Flush();
        try
        {
            return _log.TryAppend(_records.WrittenMemory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TellOnce(e);
            return false;
        }
    }

    /// <summary>
    /// A full disk and a foreign lock leave the connection as good as it was. After anything else it is opened anew
    /// for the next group, so that service resumes by itself once the cause is gone.
    /// </summary>
    private void Recover(Exception cause)
    {
        _isBegun = false;
        try
        {
            Session?.Rollback();
            if (cause is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED })
            {
                return;
            }

            Session?.Dispose();
        }
        catch (Exception e)
        {
            LogRollbackFailed(e);
        }

        Session = null;
    }

    private SqliteWriteSession Open()
    {
        var connection = _file.OpenWriter();
        try
        {
            return new SqliteWriteSession(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private CommitLog? OpenLog(SqliteWriteSession session)
    {
        try
        {
            return CommitLog.Open(_file.LogPath, _file.StoreId, session.LogEpoch());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TellOnce(e);
            return null;
        }
    }

    private void TellOnce(Exception cause)
    {
        if (!_isLogFailing)
        {
            _isLogFailing = true;
            LogUnusable(cause.Message);
        }
    }

    [LoggerMessage(1003, LogLevel.Warning, "A transaction could not be rolled back; the connection is opened anew")]
    private partial void LogRollbackFailed(Exception cause);

    [LoggerMessage(1006, LogLevel.Warning, "The commit log cannot be written, and messages are committed one group at a time, which is slower: {Reason}")]
    private partial void LogUnusable(string reason);
}
