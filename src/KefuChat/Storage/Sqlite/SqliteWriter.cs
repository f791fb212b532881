namespace KefuChat.Storage.Sqlite;

/// <summary>
/// The one writer: a thread that brings groups to stable storage. Whatever waits when it comes by is one group, so nobody
/// waits for more than the one in progress and the next. Answers are given behind it, in the order of the groups, by one
/// loop, while it is already at the next group.
/// </summary>
internal sealed partial class SqliteWriter : IDisposable
{
    /// <summary>More waiting than this is refused: a store so far behind is not available.</summary>
    private const int MostWaiting = 100_000;

    /// <summary>So long nobody must have written before what the log holds is committed.</summary>
    private static readonly TimeSpan QuietTime = TimeSpan.FromMilliseconds(20);

    /// <summary>So long it waits at most; and so long after a commit that failed.</summary>
    private static readonly TimeSpan LatestCommit = TimeSpan.FromSeconds(1);

    private readonly SqliteCommitter _committer;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly AutoResetEvent _work = new(false);
    private readonly AnswerLoop _answers = new();
    private readonly Thread _thread;
    private List<SqliteWrite> _waiting = [];
    private long? _uncommittedSince;
    private bool _due;
    private bool _stopping;
    private bool _failing;

    /// <summary>Starts the writer on a prepared file, with what a crash has left in its log.</summary>
    /// <exception cref="StorageRefusedException">The log is none of this store as it is now.</exception>
    public SqliteWriter(SqliteStoreFile file, TimeProvider time, ILogger logger)
    {
        _time = time;
        _logger = logger;
        _committer = new SqliteCommitter(file, Uncommitted, logger);
        _timer = time.CreateTimer(_ => SetDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Restore();
        _thread = new Thread(Loop) { Name = "SQLite writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Whose acknowledged messages readers do not see yet.</summary>
    public UncommittedUsers Uncommitted { get; } = new();

    /// <summary>The writer's connection, or null while it cannot be opened.</summary>
    internal SqliteWriteSession? Session => _committer.Session;

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
        _answers.CompleteAsync().Wait();
        _timer.Dispose();
        _committer.Close();
        _work.Dispose();
    }

    /// <summary>
    /// What the log holds is in the store before anyone reads; unless the disk is full, then it is tried again. Where it holds
    /// nothing the commit still brings to the disk what SQLite itself may have found after a crash.
    /// </summary>
    private void Restore()
    {
        if (_committer.HasUncommitted)
        {
            Uncommitted.AddAnyone();
        }

        try
        {
            _committer.Commit();
        }
        catch (StorageRefusedException)
        {
            _committer.Dispose();
            throw;
        }
        catch (Exception e)
        {
            _failing = true;
            LogFailing(e);
            _timer.Change(LatestCommit, Timeout.InfiniteTimeSpan);
        }
    }

    private void SetDue()
    {
        lock (_gate)
        {
            if (!_stopping)
            {
                _due = true;
                _work.Set();
            }
        }
    }

    private void Loop()
    {
        while (true)
        {
            _work.WaitOne();
            var (group, isDue, isLast) = Take();
            if (group.Count > 0)
            {
                _answers.Finish(group, Try(() => _committer.Store(group)));
            }

            CommitInTime(isDue || isLast);
            if (isLast)
            {
                return;
            }
        }
    }

    private (List<SqliteWrite> Group, bool IsDue, bool IsLast) Take()
    {
        lock (_gate)
        {
            var taken = (_waiting, _due, _stopping);
            _waiting = [];
            _due = false;
            return taken;
        }
    }

    /// <summary>
    /// What the log holds is committed as soon as nobody writes for a while, and after a second even then: so there is little
    /// to run again after a crash, and a commit rarely has someone wait for it.
    /// </summary>
    private void CommitInTime(bool isDue)
    {
        if (!_committer.HasUncommitted)
        {
            _uncommittedSince = null;
            return;
        }

        var since = _uncommittedSince ??= _time.GetTimestamp();
        var left = LatestCommit - _time.GetElapsedTime(since);
        if (isDue || left <= TimeSpan.Zero)
        {
            _uncommittedSince = null;
            if (Try(_committer.Commit) is null)
            {
                return;
            }
        }

        _timer.Change(_failing ? LatestCommit : left < QuietTime ? left : QuietTime, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whatever goes wrong, nothing of what was tried is stored, and whoever waits for it hears so.</summary>
    private StorageUnavailableException? Try(Action store)
    {
        try
        {
            store();
            if (_failing)
            {
                _failing = false;
                LogResumed();
            }

            return null;
        }
        catch (Exception e)
        {
            if (!_failing)
            {
                _failing = true;
                LogFailing(e);
            }

            return new StorageUnavailableException($"the store refused a write: {e.Message}", e);
        }
    }

    [LoggerMessage(1001, LogLevel.Error, "Storage refuses writes; messages are refused with STORAGE_UNAVAILABLE until it recovers")]
    private partial void LogFailing(Exception cause);

    [LoggerMessage(1002, LogLevel.Information, "Storage takes writes again")]
    private partial void LogResumed();
}
