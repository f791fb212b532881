using KefuChat.Protocol;
using Microsoft.Data.Sqlite;

namespace KefuChat.Storage.Sqlite;

/// <summary>A reader's connection with its prepared statements. Used by one read at a time.</summary>
internal sealed class SqliteReadSession : IDisposable
{
    private readonly SqliteCommand _findQueue;
    private readonly SqliteCommand _sync;
    private readonly SqliteCommand _syncKey;
    private readonly SqliteCommand _highestSyncKey;

    /// <summary>Prepares the reader's statements.</summary>
    public SqliteReadSession(SqliteConnection connection)
    {
        Connection = connection;
        _findQueue = connection.Prepare(
            $"SELECT id, {SqliteQueue.NewestKeyColumn} FROM queues WHERE appid = $appid AND uid = $uid", "$appid", "$uid");
        _sync = connection.Prepare(
            $"""
            SELECT e.sync_key, {SqliteMessageRow.Columns}
            FROM entries e JOIN messages m ON m.id = e.message {SqliteMessageRow.Joins}
            WHERE e.queue = $queue AND e.sync_key > $after ORDER BY e.sync_key LIMIT $limit
            """,
            "$queue", "$after", "$limit");
        _syncKey = connection.Prepare(
            "SELECT sync_key FROM sync_keys WHERE queue = $queue AND device = $device", "$queue", "$device");
        _highestSyncKey = connection.Prepare("SELECT max(sync_key) FROM sync_keys WHERE queue = $queue", "$queue");
    }

    /// <summary>The connection itself.</summary>
    public SqliteConnection Connection { get; }

    /// <summary><see cref="IMessageStore.SyncAsync"/>.</summary>
    public SyncPage Sync(User user, long afterKey, int limit)
    {
        if (FindQueue(user) is not { } queue)
        {
            return new SyncPage([], HasMore: false);
        }

        // Its newest key was read before the messages, so that none is stored in between and passed over by the end.
        var (messages, hasMore) = SqliteMessageRow.ReadPage(_sync.Bind(queue.Id, afterKey, limit + 1L), limit);
        var last = messages.Count == 0 ? 0 : messages[^1].SyncKey;
        return new SyncPage(messages, hasMore, hasMore ? last : Math.Max(queue.NewestKey, last));
    }

    /// <summary><see cref="IMessageStore.LatestKeysAsync"/>, for one user.</summary>
    public long NewestKey(User user) => FindQueue(user) is { } queue ? queue.NewestKey : 0;

    /// <summary><see cref="IMessageStore.GetSyncKeyAsync"/>.</summary>
    public long? SyncKey(User user, string deviceId) =>
        FindQueue(user) is { } queue ? _syncKey.Bind(queue.Id, deviceId).Scalar() : null;

    /// <summary><see cref="IMessageStore.GetHighestSyncKeyAsync"/>.</summary>
    public long? HighestSyncKey(User user) =>
        FindQueue(user) is { } queue ? _highestSyncKey.Bind(queue.Id).Scalar() : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_findQueue, _sync, _syncKey, _highestSyncKey])
        {
            command.Dispose();
        }

        Connection.Dispose();
    }

    private (long Id, long NewestKey)? FindQueue(User user)
    {
        using var row = _findQueue.Bind(user.AppId, user.Uid).ExecuteReader();
        return row.Read() ? (row.GetInt64(0), row.GetInt64(1)) : null;
    }
}
