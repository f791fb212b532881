using KefuChat.Storage;
using KefuChat.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace KefuChat.Maintenance.Verification;

/// <summary>
/// Checks a store as of one moment, whether a server runs on it or not. Reads it row by row, so that a large one takes time
/// and no memory.
/// </summary>
internal sealed class StoreVerification : IDisposable
{
    private readonly string _path;
    private readonly DirectoryInfo _temporary = Directory.CreateTempSubdirectory("kefu-verify-");
    private readonly SqliteSnapshot _snapshot;

    /// <summary>Opens a store's file.</summary>
    /// <exception cref="StorageRefusedException">There is none, or none of this version.</exception>
    /// <exception cref="IOException">Its commit log cannot be read.</exception>
    public StoreVerification(string path)
    {
        _path = path;
        try
        {
            CommitLogCopy.Take(path, LogCopy);
            _snapshot = SqliteSnapshot.Open(path);
        }
        catch
        {
            _temporary.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>Whether messages or keys were acknowledged that only the commit log holds; known once it was checked.</summary>
    public bool HasLogged { get; private set; }

    private string LogCopy => Path.Combine(_temporary.FullName, SqliteStoreFile.Name);

    /// <summary>How many rows each table has that the store writes for others.</summary>
    public IEnumerable<(string Table, long Rows)> Count() =>
        from table in (string[])["messages", "entries", "queues", "conversations", "sync_keys", "read_positions", "assignments", "documents"]
        select (table, _snapshot.Connection.Scalar($"SELECT count(*) FROM {table}"));

    /// <summary>Makes all checks, one after the other.</summary>
    public IEnumerable<CheckResult> Check() =>
        ((IEnumerable<StoreCheck>)[.. FileChecks.All, new("the commit log fits", CheckLog), .. QueueChecks.All, .. MessageChecks.All, .. KeyChecks.All]).Select(Run);

    /// <inheritdoc/>
    public void Dispose()
    {
        _snapshot.Dispose();
        _temporary.Delete(recursive: true);
    }

    private CheckResult Run(StoreCheck check)
    {
        var first = new List<string>();
        var count = 0L;
        try
        {
            foreach (var violation in check.Violations(_snapshot))
            {
                count++;
                if (first.Count < CheckResult.MostNamed)
                {
                    first.Add(violation);
                }
            }
        }
        catch (SqliteException e)
        {
            // A damaged file: no more can be read of what this check looks at, perhaps of what others do.
            count++;
            first.Add($"the check could not be ended: {e.Message}");
        }

        return new CheckResult(check.Promise, count, first);
    }

    private IEnumerable<string> CheckLog(SqliteSnapshot snapshot)
    {
        string? refusal = null;
        try
        {
            HasLogged = CommitLogCopy.Settle(_path, LogCopy, snapshot.StoreId, snapshot.LogEpoch);
        }
        catch (StorageRefusedException e)
        {
            refusal = e.Message;
        }

        return refusal is null ? [] : [refusal];
    }
}
