using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace KefuChat.Storage.Sqlite;

/// <summary>
/// The one writer: a thread that commits groups. Whatever waits when it comes by goes into one transaction, so nobody
/// waits for more than the commit in progress and the next one. Answers are given behind it, in commit order, by one
/// loop, while it is already at the next group.
/// </summary>
internal sealed partial class SqliteWriter : IDisposable
{
    /// <summary>More waiting than this is refused: a store so far behind is not available.</summary>
    private const int MostWaiting = 100_000;

    private readonly SqliteStoreFile _file;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly AutoResetEvent _work = new(false);
    private readonly Channel<(List<SqliteWrite> Writes, StorageUnavailableException? Failure)> _finished =
        Channel.CreateUnbounded<(List<SqliteWrite>, StorageUnavailableException?)>(new() { SingleReader = true, SingleWriter = true });

    private readonly Thread _thread;
    private readonly Task _answers;
    private List<SqliteWrite> _waiting = [];
    private bool _stopping;
    private bool _failing;

    /// <summary>Starts the writer on a prepared file.</summary>
    public SqliteWriter(SqliteStoreFile file, ILogger logger)
    {
        _file = file;
        _logger = logger;
        Session = Open();
        _thread = new Thread(Loop) { Name = "SQLite writer", IsBackground = true };
        _thread.Start();
        _answers = Task.Run(AnswerAsync);
    }

    /// <summary>The writer's connection, or null while it cannot be opened.</summary>
    internal SqliteWriteSession? Session { get; private set; }

    /// <summary>Puts a write behind those that wait. Answered later, always.</summary>
    public void Enqueue(SqliteWrite write)
    {
        StorageUnavailableException? refusal = null;
        lock (_gate)
        {
            if (_stopping)
            {
                refusal = new StorageUnavailableException("the store is closed");
            }
            else if (_waiting.Count >= MostWaiting)
            {
                refusal = new StorageUnavailableException($"{MostWaiting} writes are waiting already");
            }
            else
            {
                _waiting.Add(write);
                if (_waiting.Count == 1)
                {
                    // Within the lock: behind it the event may be gone already.
                    _work.Set();
                }
            }
        }

        if (refusal is not null)
        {
            write.Refuse(refusal);
        }
    }

    /// <summary>Commits and answers what waits, then closes the connection. Not from the continuation of a save: it waits for those.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_stopping)
            {
                return;
            }

            _stopping = true;
            _work.Set();
        }

        _thread.Join();
        _answers.Wait();
        Session?.Dispose();
        _work.Dispose();
    }

    private void Loop()
    {
        while (true)
        {
            _work.WaitOne();
            var group = Take(out var last);
            if (group.Count > 0)
            {
                _finished.Writer.TryWrite((group, Store(group)));
            }

            if (last)
            {
                _finished.Writer.Complete();
                return;
            }
        }
    }

    private List<SqliteWrite> Take(out bool last)
    {
        lock (_gate)
        {
            var group = _waiting;
            _waiting = [];
            last = _stopping;
            return group;
        }
    }

    private StorageUnavailableException? Store(List<SqliteWrite> group)
    {
        try
        {
            Session ??= Open();
            Session.Begin();
            foreach (var write in group)
            {
                write.Execute(Session);
            }

            Session.Commit();
            if (_failing)
            {
                _failing = false;
                LogResumed();
            }

            return null;
        }
        catch (Exception e)
        {
            // Whatever went wrong, nothing of the group is stored and everyone in it hears so.
            if (!_failing)
            {
                _failing = true;
                LogFailing(e);
            }

            Recover(e);
            return new StorageUnavailableException($"the store refused a write: {e.Message}", e);
        }
    }

    /// <summary>
    /// A full disk and a foreign lock leave the connection as good as it was. After anything else it is opened anew
    /// for the next group, so that service resumes by itself once the cause is gone.
    /// </summary>
    private void Recover(Exception cause)
    {
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

    private async Task AnswerAsync()
    {
        await foreach (var (writes, failure) in _finished.Reader.ReadAllAsync())
        {
            foreach (var write in writes)
            {
                if (failure is null)
                {
                    write.Complete();
                }
                else
                {
                    write.Refuse(failure);
                }
            }
        }
    }

    [LoggerMessage(1001, LogLevel.Error, "Storage refuses writes; messages are refused with STORAGE_UNAVAILABLE until it recovers")]
    private partial void LogFailing(Exception cause);

    [LoggerMessage(1002, LogLevel.Information, "Storage takes writes again")]
    private partial void LogResumed();

    [LoggerMessage(1003, LogLevel.Warning, "A transaction could not be rolled back; the connection is opened anew")]
    private partial void LogRollbackFailed(Exception cause);
}
