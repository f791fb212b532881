using KefuChat.Configuration;
using KefuChat.Storage.Sqlite;
using KefuChat.Uploads;

namespace KefuChat.Maintenance.Backup;

/// <summary>
/// Copies a data directory, while a server uses it or not. Only the owner can read the copy, and it has its name when it is
/// whole and on stable storage. The server that is started on it finds a store after a crash: everything acknowledged
/// before the copy was begun, and perhaps some of what came later.
/// </summary>
/// <param name="from">The data directory.</param>
/// <param name="to">The copy, an absolute path where nothing is.</param>
internal sealed class DataDirectoryBackup(string from, string to)
{
    /// <summary>Makes the copy; what becomes no whole one is removed.</summary>
    /// <param name="progress">Hears how much of the store is copied, 0 to 1.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="Storage.StorageRefusedException">There is no store that could be copied.</exception>
    /// <exception cref="IOException">Something could not be read or written, or the copy is there already.</exception>
    public BackupContents Run(Action<double> progress, CancellationToken cancellation)
    {
        RefuseExisting();
        var unfinished = $"{to}.{Guid.NewGuid():N}.unfinished";
        OwnerOnlyDirectory.Create(unfinished);
        try
        {
            var (storeBytes, hasLog) = CopyStore(unfinished, progress, cancellation);

            // Behind the store: a file is kept before a message names it.
            var keys = DirectoryCopy.Copy(from, unfinished, "*.key", cancellation);
            var uploads = CopyUploads(unfinished, cancellation);
            FileNames.Flush(Path.Combine(unfinished, SqliteStoreFile.Name));
            RefuseExisting();
            Directory.Move(unfinished, to);
            FileNames.Flush(to);
            return new BackupContents(storeBytes, hasLog, keys, uploads);
        }
        catch
        {
            Directory.Delete(unfinished, recursive: true);
            throw;
        }
    }

    private (long Bytes, bool HasLog) CopyStore(string target, Action<double> progress, CancellationToken cancellation)
    {
        var (store, copy) = (Path.Combine(from, SqliteStoreFile.Name), Path.Combine(target, SqliteStoreFile.Name));
        CommitLogCopy.Take(store, copy);
        using var snapshot = SqliteSnapshot.Open(store);
        OwnerOnlyFile.Create(copy).Dispose();
        snapshot.CopyTo(copy, progress, cancellation);
        return (new FileInfo(copy).Length, CommitLogCopy.Settle(store, copy, snapshot.StoreId, snapshot.LogEpoch));
    }

    /// <summary>
    /// Twice: a file that is given to another customer meanwhile may have left a directory before that was copied, for one
    /// that was copied before it came. The second time it is there.
    /// </summary>
    private int CopyUploads(string target, CancellationToken cancellation)
    {
        var (uploads, copy) = (Path.Combine(from, FileLayout.Name), Path.Combine(target, FileLayout.Name));
        return Directory.Exists(uploads)
            ? DirectoryCopy.CopyTree(uploads, copy, cancellation) + DirectoryCopy.CopyTree(uploads, copy, cancellation)
            : 0;
    }

    private void RefuseExisting()
    {
        if (Path.Exists(to))
        {
            throw new IOException($"{to} exists, and is not written over.");
        }
    }
}
