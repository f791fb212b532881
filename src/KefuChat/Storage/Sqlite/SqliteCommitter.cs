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

    // Whether the last commit is not known to have happened: one that fails at its fsync may still be found after a crash,
    // and would stand for whatever was logged behind it.
    private bool _isInDoubt = true;

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
                if (write is not SqliteLoggedWrite)
                {
                    session.WriteTouched();
                }

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
        var isDone = _log is { Count: 0 } && !_isInDoubt;
        Dispose();
        if (!isDone)
        {
            return;
        }

        try
        {
            File.Delete(_file.LogPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The directory is gone, or its owner another: what stays holds nothing.
        }
    }

    private SqliteWriteSession Begin()
    {
        Session ??= Reopen();
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
        _isInDoubt = true;
        if (_log is not null)
        {
            session.SetLogEpoch(_log.Epoch);
        }

        session.Commit();
        BeginNext();
    }

    private void BeginNext()
    {
        _isBegun = false;
        _isInDoubt = false;
        _log?.BeginNext();
        _uncommitted.Clear();
    }

    /// <summary>False: it must be committed.</summary>
    private bool TryLog(List<SqliteWrite> group)
    {
        if (_log is null || _isInDoubt || !group.TrueForAll(write => write is SqliteLoggedWrite))
        {
            return false;
        }

        _records.ResetWrittenCount();
        var writer = new MessagePackWriter(_records);
        foreach (var write in group)
        {
            ((SqliteLoggedWrite)write).WriteTo(ref writer);
            writer.Flush();
            if (_records.WrittenCount > CommitLog.FileBytes)
            {
                return false;
            }
        }

        try
        {
            if (!_log.TryAppend(_records.WrittenMemory))
            {
                return false;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TellOnce(e);
            return false;
        }

        foreach (var write in group)
        {
            var users = ((SqliteLoggedWrite)write).Users;
            _uncommitted.Add(users.First);
            _uncommitted.Add(users.Second);
        }

        return true;
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

        }
        catch (Exception e)
        {
            LogRollbackFailed(e);
        }

        Session?.Dispose();
        Session = null;
    }

    /// <summary>What was in doubt may turn out to be committed: then it must not be run again.</summary>
    private SqliteWriteSession Reopen()
    {
        var session = Open();
        if (_log is not null && session.LogEpoch() == _log.Epoch)
        {
            BeginNext();
        }

        return session;
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

    /// <summary>Only where none is and none can be made is the log done without: one that is there may hold messages.</summary>
    private CommitLog? OpenLog(SqliteWriteSession session)
    {
        var isThere = File.Exists(_file.LogPath);
        try
        {
            return CommitLog.Open(_file.LogPath, _file.StoreId, session.LogEpoch());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (isThere)
            {
                throw new StorageRefusedException($"{_file.LogPath} cannot be opened, and may hold messages that are nowhere else: {e.Message}", e);
            }

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
