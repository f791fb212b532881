using System.Buffers;
using MessagePack;

namespace KefuChat.Storage.Sqlite;

/// <summary>
/// Groups of writes in the commit log, and whose they are. Where no log can be made or written, no group is taken, and each
/// has to be committed. Belongs to the writer's thread.
/// </summary>
internal sealed partial class GroupLog : IDisposable
{
    private readonly string _path;
    private readonly UncommittedUsers _uncommitted;
    private readonly ILogger _logger;
    private readonly CommitLog? _log;
    private readonly ArrayBufferWriter<byte> _records = new();
    private bool _isFailing;

    /// <summary>Opens a store's log, or makes it.</summary>
    /// <param name="file">The store's file.</param>
    /// <param name="committedEpoch">The last transaction it has committed.</param>
    /// <param name="uncommitted">Hears whose writes are only logged.</param>
    /// <param name="logger">Hears when there can be no log.</param>
    /// <exception cref="StorageRefusedException">The log is none of this store as it is now, or cannot be opened.</exception>
    public GroupLog(SqliteStoreFile file, long committedEpoch, UncommittedUsers uncommitted, ILogger logger)
    {
        _path = file.LogPath;
        _uncommitted = uncommitted;
        _logger = logger;
        Epoch = committedEpoch + 1;
        _log = Open(file.StoreId, committedEpoch);
    }

    /// <summary>The transaction in progress, counted over the store's life.</summary>
    public long Epoch { get; private set; }

    /// <summary>Whether it holds nothing.</summary>
    public bool IsEmpty => _log is null or { Count: 0 };

    /// <summary>Puts a group behind those there are; returns once it is on stable storage. False: it must be committed.</summary>
    /// <param name="group">Writes that were run.</param>
    public bool TryAppend(List<SqliteWrite> group)
    {
        if (_log is null || !group.TrueForAll(write => write is SqliteLoggedWrite) || !TryEncode(group) || !TryAppend(_log))
        {
            return false;
        }

        foreach (var write in Logged(group))
        {
            _uncommitted.Add(write.Users.First);
            _uncommitted.Add(write.Users.Second);
        }

        return true;
    }

    /// <summary>Runs again what it holds.</summary>
    public void Replay(SqliteWriteSession session)
    {
        foreach (var records in _log?.Read() ?? [])
        {
            CommitLogRecords.Replay(records, session);
        }
    }

    /// <summary>The transaction is committed: the next one begins, with nothing logged.</summary>
    public void BeginNext()
    {
        Epoch++;
        _log?.BeginNext();
        _uncommitted.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => _log?.Dispose();

    /// <summary>Closes it for good: it holds nothing, and must not be in the way of a backup.</summary>
    public void Remove()
    {
        Dispose();
        try
        {
            if (_log is not null)
            {
                File.Delete(_path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The directory is gone, or its owner another: what stays holds nothing.
        }
    }

    /// <summary>Only where none is and none can be made is the log done without: one that is there may hold messages.</summary>
    private CommitLog? Open(string storeId, long committedEpoch)
    {
        var isThere = File.Exists(_path);
        try
        {
            return CommitLog.Open(_path, storeId, committedEpoch);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (isThere)
            {
                throw new StorageRefusedException($"{_path} cannot be opened, and may hold messages that are nowhere else: {e.Message}", e);
            }

            TellOnce(e);
            return null;
        }
    }

    /// <summary>False: it is longer than the whole log, and not worth the memory.</summary>
    private bool TryEncode(List<SqliteWrite> group)
    {
        _records.ResetWrittenCount();
        var writer = new MessagePackWriter(_records);
        foreach (var write in Logged(group))
        {
            write.WriteTo(ref writer);
            writer.Flush();
            if (_records.WrittenCount > CommitLog.FileBytes)
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<SqliteLoggedWrite> Logged(List<SqliteWrite> group) => group.Cast<SqliteLoggedWrite>().Where(write => !write.IsRead);

    private bool TryAppend(CommitLog log)
    {
        try
        {
            return _records.WrittenCount == 0 || log.TryAppend(_records.WrittenMemory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TellOnce(e);
            return false;
        }
    }

    private void TellOnce(Exception cause)
    {
        if (!_isFailing)
        {
            _isFailing = true;
            LogUnusable(cause.Message);
        }
    }

    [LoggerMessage(1006, LogLevel.Warning, "The commit log cannot be written, and messages are committed one group at a time, which is slower: {Reason}")]
    private partial void LogUnusable(string reason);
}
