using KefuChat.Configuration;

namespace KefuChat.Storage.Sqlite;

/// <summary>
/// A copy of a store's commit log, for a process that does not own the store. It is taken before the store is read
/// (<see cref="SqliteSnapshot"/>), and that makes the two together hold everything that was acknowledged before: a
/// transaction the log was read of is either still open when the store is read, then its batches are in the copy, which
/// fits; or it was committed in between, then it is in the store, and the copy has nothing of it that would be run again.
/// The log is written meanwhile: a batch that was not read whole is told by its checksum, and ends the copy.
/// </summary>
internal static class CommitLogCopy
{
    /// <summary>Takes it; nothing where there is no log, which means that everything is in the store.</summary>
    /// <param name="path">The store's file.</param>
    /// <param name="to">The copy's file, whose log it becomes.</param>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public static void Take(string path, string to)
    {
        try
        {
            // Its owner may append to it, and remove it when it closes the store.
            using var log = new FileStream(
                SqliteStoreFile.LogPathOf(path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = OwnerOnlyFile.Create(SqliteStoreFile.LogPathOf(to));
            log.CopyTo(copy);
            copy.Flush(flushToDisk: true);
        }
        catch (FileNotFoundException)
        {
            // The store was closed in good order, or commits everything at once.
        }
    }

    /// <summary>Keeps the copy if the store was read without what it holds, and removes it otherwise.</summary>
    /// <param name="path">The store's file, named when its log is refused.</param>
    /// <param name="to">The copy's file.</param>
    /// <param name="storeId">The store's name.</param>
    /// <param name="committedEpoch">The last transaction in what was read of the store.</param>
    /// <returns>Whether it was kept.</returns>
    /// <exception cref="StorageRefusedException">It is no log of this store.</exception>
    public static bool Settle(string path, string to, string storeId, long committedEpoch)
    {
        var copy = SqliteStoreFile.LogPathOf(to);
        if (!File.Exists(copy))
        {
            return false;
        }

        using (var log = CommitLog.OpenCopy(copy, SqliteStoreFile.LogPathOf(path), storeId, committedEpoch))
        {
            if (log.Count > 0)
            {
                return true;
            }
        }

        File.Delete(copy);
        return false;
    }
}
