using KefuChat.Storage.Sqlite;

namespace KefuChat.Tests.Storage.Sqlite;

/// <summary>Looks into a store's commit log from outside.</summary>
internal static class CommitLogFile
{
    /// <summary>How many batches there are of the transaction written last.</summary>
    public static int CountBatches(string path) => Batches(path).Count();

    /// <summary>Where the batches of the transaction written last begin, and what stands before each.</summary>
    public static IEnumerable<(int At, CommitLogBatch Batch)> Batches(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var log = new byte[stream.Length];
        stream.ReadExactly(log);
        var first = CommitLogBatch.Read(log.AsSpan(CommitLog.HeaderBytes));
        var number = 0;
        for (var at = CommitLog.HeaderBytes; at < log.Length;)
        {
            var batch = CommitLogBatch.Read(log.AsSpan(at));
            if (batch.Length == 0 || batch.Epoch != first.Epoch || batch.Number != number)
            {
                yield break;
            }

            yield return (at, batch);
            number++;
            at += CommitLogBatch.Bytes + batch.Length;
        }
    }
}
