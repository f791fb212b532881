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
    private readonly ILogger _logger;
    private readonly GroupLog _log;
    private bool _isBegun;

    // Whether the last commit is not known to have happened: one that fails at its fsync may still be found after a crash,
    // and would stand for whatever was logged behind it.
    private bool _isInDoubt = true;

    /// <summary>Opens the file for writing, and its log.</summary>
    /// <exception cref="StorageRefusedException">The log is none of this store as it is now, or cannot be opened.</exception>
    public SqliteCommitter(SqliteStoreFile file, UncommittedUsers uncommitted, ILogger logger)
    {
        _file = file;
        _logger = logger;
        Session = Open();
        try
        {
            _log = new GroupLog(file, Session.LogEpoch(), uncommitted, logger);
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
    public bool HasUncommitted => !_log.IsEmpty;

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

            if (_isInDoubt || !_log.TryAppend(group))
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
        _log.Dispose();
    }

    /// <summary>Closes in good order: a log that holds nothing is not left behind, lest it be in the way of a backup.</summary>
    public void Close()
    {
        Dispose();
        if (!_isInDoubt && !HasUncommitted)
        {
            _log.Remove();
        }
    }

    private SqliteWriteSession Begin()
    {
        Session ??= Reopen();
        if (!_isBegun)
        {
            Session.Begin();
            _isBegun = true;
            _log.Replay(Session);
        }

        return Session;
    }

    private void Commit(SqliteWriteSession session)
    {
        _isInDoubt = true;
        session.SetLogEpoch(_log.Epoch);
        session.Commit();
        _isBegun = false;
        _isInDoubt = false;
        _log.BeginNext();
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

    /// <summary>
    /// What was in doubt may turn out to be committed: then it must not be run again. It stays in doubt whether it is on
    /// stable storage, until the next commit brings everything there.
    /// </summary>
    private SqliteWriteSession Reopen()
    {
        var session = Open();
        if (session.LogEpoch() == _log.Epoch)
        {
            _log.BeginNext();
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

    [LoggerMessage(1003, LogLevel.Warning, "A transaction could not be rolled back; the connection is opened anew")]
    private partial void LogRollbackFailed(Exception cause);
}
