using System.Text;
using KefuChat.Configuration;
using Microsoft.Win32.SafeHandles;

namespace KefuChat.Storage.Sqlite;

/// <summary>
/// What the transaction in progress holds, on stable storage before it is committed: a short file, written from its start
/// again after each commit. It is as long from the beginning as it may become, so that an append changes no metadata and
/// its fsync is cheap. Belongs to the writer's thread.
/// </summary>
internal sealed class CommitLog : IDisposable
{
    /// <summary>How long the file is: room for some 40,000 messages.</summary>
    public const int FileBytes = 16 * 1024 * 1024;

    /// <summary>Where the batches begin. Before them stand the file's kind and the name of the store it belongs to.</summary>
    public const int HeaderBytes = 4096;

    private const string Kind = "KefuChat commit log 1 ";

    private readonly SafeFileHandle _file;
    private readonly byte[] _batchHeader = new byte[CommitLogBatch.Bytes];
    private long _end = HeaderBytes;

    private CommitLog(SafeFileHandle file, long epoch)
    {
        _file = file;
        Epoch = epoch;
    }

    /// <summary>The transaction in progress, counted over the store's life.</summary>
    public long Epoch { get; private set; }

    /// <summary>How many batches it holds of that transaction.</summary>
    public int Count { get; private set; }

    /// <summary>Opens a store's log, or makes it.</summary>
    /// <param name="path">Where.</param>
    /// <param name="storeId">The store's name.</param>
    /// <param name="committedEpoch">The last transaction the store has committed of those that were logged.</param>
    /// <exception cref="StorageRefusedException">It is no log of this store as it is now.</exception>
    /// <exception cref="IOException">It cannot be opened, or there is no room for it.</exception>
    public static CommitLog Open(string path, string storeId, long committedEpoch)
    {
        if (!File.Exists(path))
        {
            Create(path, storeId);
        }

        return Open(path, path, storeId, committedEpoch);
    }

    /// <summary>Opens a copy of a store's log.</summary>
    /// <param name="copy">Where it lies.</param>
    /// <param name="path">What it is a copy of, which is named when it is refused.</param>
    /// <param name="storeId">The store's name.</param>
    /// <param name="committedEpoch">The last transaction the store has committed of those that were logged.</param>
    /// <exception cref="StorageRefusedException">It is no log of this store as it is now.</exception>
    public static CommitLog OpenCopy(string copy, string path, string storeId, long committedEpoch) =>
        Open(copy, path, storeId, committedEpoch);

    /// <summary>Puts records behind those there are; returns once they are on stable storage.</summary>
    /// <returns>False: there is no room for them.</returns>
    /// <exception cref="IOException">They could not be written, and count as not written.</exception>
    public bool TryAppend(ReadOnlyMemory<byte> records)
    {
        if (_end + CommitLogBatch.Bytes + records.Length > FileBytes)
        {
            return false;
        }

        CommitLogBatch.Of(Epoch, Count, records.Span).Write(_batchHeader);
        RandomAccess.Write(_file, [_batchHeader, records], _end);
        RandomAccess.FlushToDisk(_file);
        _end += CommitLogBatch.Bytes + records.Length;
        Count++;
        return true;
    }

    /// <summary>The batches of the transaction in progress, in order.</summary>
    public IEnumerable<byte[]> Read()
    {
        var at = (long)HeaderBytes;
        for (var number = 0; number < Count; number++)
        {
            var records = ReadBatch(at, number)
                ?? throw new IOException($"batch {number} of the commit log cannot be read any more");
            at += CommitLogBatch.Bytes + records.Length;
            yield return records;
        }
    }

    /// <summary>The transaction is committed: the next one begins, with nothing logged.</summary>
    public void BeginNext()
    {
        Epoch++;
        Count = 0;
        _end = HeaderBytes;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static CommitLog Open(string file, string path, string storeId, long committedEpoch)
    {
        var log = new CommitLog(File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite), committedEpoch + 1);
        try
        {
            log.Check(path, storeId);
            log.Find();
            return log;
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    /// <summary>Made under another name and then renamed: a crash leaves a whole file or none.</summary>
    private static void Create(string path, string storeId)
    {
        var unfinished = path + ".new";
        File.Delete(unfinished);
        try
        {
            using (var file = OwnerOnlyFile.Create(unfinished, preallocationBytes: FileBytes))
            {
                var header = new byte[HeaderBytes];
                Encoding.UTF8.GetBytes(Kind + storeId, header);
                file.Write(header);
                file.SetLength(FileBytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path);
            FileNames.Flush(path);
        }
        catch (IOException)
        {
            File.Delete(unfinished);
            throw;
        }
    }

    private void Check(string path, string storeId)
    {
        var header = new byte[HeaderBytes];
        var length = RandomAccess.Read(_file, header, 0);
        var text = Encoding.UTF8.GetString(header).TrimEnd('\0');
        if (length < HeaderBytes || RandomAccess.GetLength(_file) < FileBytes || !text.StartsWith(Kind, StringComparison.Ordinal))
        {
            throw new StorageRefusedException($"{path} is damaged or is no commit log of this version. It may hold messages that are nowhere else: restore a backup, or move it away to go on without them.");
        }

        if (text != Kind + storeId)
        {
            throw new StorageRefusedException($"{path} is the commit log of another store, {text[Kind.Length..]}, not of {storeId}. It was left as it is: put the store it belongs to beside it, or move it away.");
        }

        if (ReadHeader(HeaderBytes) is { } first && first.Epoch > Epoch && ReadRecords(HeaderBytes, first) is not null)
        {
            throw new StorageRefusedException($"{path} goes on from a later state of the store than the one beside it, which may be an old backup. It was left as it is: put back the later store, or move the log away to go on without its messages.");
        }
    }

    /// <summary>Finds what a crash has left. A batch that is not whole was never acknowledged, nor was anything behind it.</summary>
    private void Find()
    {
        while (ReadBatch(_end, Count) is { } records)
        {
            _end += CommitLogBatch.Bytes + records.Length;
            Count++;
        }
    }

    private byte[]? ReadBatch(long at, int number) =>
        ReadHeader(at) is { } batch && batch.Epoch == Epoch && batch.Number == number ? ReadRecords(at, batch) : null;

    private CommitLogBatch? ReadHeader(long at)
    {
        var bytes = new byte[CommitLogBatch.Bytes];
        return RandomAccess.Read(_file, bytes, at) == bytes.Length ? CommitLogBatch.Read(bytes) : null;
    }

    private byte[]? ReadRecords(long at, CommitLogBatch batch)
    {
        if (batch.Length < 0 || at + CommitLogBatch.Bytes + batch.Length > FileBytes)
        {
            return null;
        }

        var records = new byte[batch.Length];
        var length = RandomAccess.Read(_file, records, at + CommitLogBatch.Bytes);
        return length == records.Length && batch.Holds(records) ? records : null;
    }
}
