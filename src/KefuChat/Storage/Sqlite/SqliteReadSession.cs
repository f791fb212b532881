using KefuChat.Protocol;
using Microsoft.Data.Sqlite;

namespace KefuChat.Storage.Sqlite;

/// <summary>A reader's connection with its prepared statements. Used by one read at a time.</summary>
internal sealed class SqliteReadSession : IDisposable
{
    private const string MessageColumns =
        "m.command, m.flags, m.timestamp_ms, m.device, m.uuid, m.content, c.appid, c.uid, v.store_id, s.uid";

    private const string MessageJoins =
        "JOIN conversations v ON v.id = m.conversation JOIN queues c ON c.id = v.customer JOIN queues s ON s.id = v.seller";

    private readonly SqliteCommand _findQueue;
    private readonly SqliteCommand _newestKey;
    private readonly SqliteCommand _sync;
    private readonly SqliteCommand _history;
    private readonly SqliteCommand _conversations;
    private readonly SqliteCommand _syncKey;
    private readonly SqliteCommand _highestSyncKey;
    private readonly SqliteCommand _readPosition;

    /// <summary>Prepares the reader's statements.</summary>
    public SqliteReadSession(SqliteConnection connection)
    {
        Connection = connection;
        _findQueue = connection.Prepare("SELECT id FROM queues WHERE appid = $appid AND uid = $uid", "$appid", "$uid");
        _newestKey = connection.Prepare("SELECT max(sync_key) FROM entries WHERE queue = $queue", "$queue");
        _sync = connection.Prepare(
            $"""
            SELECT e.sync_key, {MessageColumns}
            FROM entries e JOIN messages m ON m.id = e.message {MessageJoins}
            WHERE e.queue = $queue AND e.sync_key > $after ORDER BY e.sync_key LIMIT $limit
            """,
            "$queue", "$after", "$limit");
        _history = connection.Prepare(
            $"""
            SELECT iif(m.sender = $queue, m.sender_key, m.receiver_key), {MessageColumns}
            FROM messages m {MessageJoins}
            WHERE m.conversation = $conversation
              AND m.id < coalesce((SELECT message FROM entries WHERE queue = $queue AND sync_key = $before), {long.MaxValue})
            ORDER BY m.id DESC LIMIT $limit
            """,
            "$queue", "$conversation", "$before", "$limit");
        _conversations = connection.Prepare(
            $"""
            SELECT iif(m.sender = $queue, m.sender_key, m.receiver_key), {MessageColumns},
                (SELECT count(*) FROM messages u
                 WHERE u.conversation = v.id AND u.sender <> $queue AND u.id > coalesce(
                    (SELECT e.message FROM read_positions r JOIN entries e ON e.queue = r.queue AND e.sync_key = r.sync_key
                     WHERE r.queue = $queue AND r.conversation = v.id), 0))
            FROM (SELECT (SELECT max(id) FROM messages WHERE conversation = mine.id) AS last
                  FROM conversations mine WHERE mine.customer = $queue OR mine.seller = $queue) latest
            JOIN messages m ON m.id = latest.last {MessageJoins}
            ORDER BY m.id DESC LIMIT $limit
            """,
            "$queue", "$limit");
        _syncKey = connection.Prepare(
            "SELECT sync_key FROM sync_keys WHERE queue = $queue AND device = $device", "$queue", "$device");
        _highestSyncKey = connection.Prepare("SELECT max(sync_key) FROM sync_keys WHERE queue = $queue", "$queue");
        _readPosition = connection.Prepare(
            "SELECT sync_key FROM read_positions WHERE queue = $queue AND conversation = $conversation",
            "$queue", "$conversation");
    }

    /// <summary>The connection itself.</summary>
    public SqliteConnection Connection { get; }

    /// <summary><see cref="IMessageStore.SyncAsync"/>.</summary>
    public SyncPage Sync(User user, long afterKey, int limit)
    {
        if (FindQueue(user) is not { } queue)
        {
            return new SyncPage([], false);
        }

        var messages = new List<StoredMessage>();
        var bytes = 0;
        using var row = _sync.Bind(queue, afterKey, limit + 1L).ExecuteReader();
        while (row.Read())
        {
            // A row beyond what the page holds is only there to tell that there is more.
            if (messages.Count == limit || bytes >= SyncPage.ContentBytes)
            {
                return new SyncPage(messages, HasMore: true);
            }

            messages.Add(ReadMessage(row));
            bytes += messages[^1].Message.Content.Length;
        }

        return new SyncPage(messages, HasMore: false);
    }

    /// <summary><see cref="IMessageStore.HistoryAsync"/>.</summary>
    public List<StoredMessage> History(User user, Conversation conversation, long beforeKey, int limit) =>
        beforeKey > 1 && FindQueue(user) is { } queue && ConversationRow.Find(Connection, queue, conversation) is { } row
            ? ReadMessages(_history.Bind(queue, row, beforeKey, (long)limit))
            : [];

    /// <summary><see cref="IMessageStore.ConversationsAsync"/>.</summary>
    public List<ConversationSummary> Conversations(User user, int limit)
    {
        var conversations = new List<ConversationSummary>();
        if (FindQueue(user) is { } queue)
        {
            using var row = _conversations.Bind(queue, (long)limit).ExecuteReader();
            while (row.Read())
            {
                var last = ReadMessage(row);
                conversations.Add(new ConversationSummary(Conversation.Of(last.Message), last, row.GetInt32(11)));
            }
        }

        return conversations;
    }

    /// <summary><see cref="IMessageStore.LatestKeysAsync"/>, for one user.</summary>
    public long NewestKey(User user) => FindQueue(user) is { } queue ? _newestKey.Bind(queue).Scalar() ?? 0 : 0;

    /// <summary><see cref="IMessageStore.GetSyncKeyAsync"/>.</summary>
    public long? SyncKey(User user, string deviceId) =>
        FindQueue(user) is { } queue ? _syncKey.Bind(queue, deviceId).Scalar() : null;

    /// <summary><see cref="IMessageStore.GetHighestSyncKeyAsync"/>.</summary>
    public long? HighestSyncKey(User user) =>
        FindQueue(user) is { } queue ? _highestSyncKey.Bind(queue).Scalar() : null;

    /// <summary><see cref="IMessageStore.GetReadPositionAsync"/>.</summary>
    public long ReadPosition(User user, Conversation conversation) =>
        FindQueue(user) is { } queue && ConversationRow.Find(Connection, queue, conversation) is { } row
            ? _readPosition.Bind(queue, row).Scalar() ?? 0
            : 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[
            _findQueue, _newestKey, _sync, _history, _conversations, _syncKey, _highestSyncKey, _readPosition])
        {
            command.Dispose();
        }

        Connection.Dispose();
    }

    private static List<StoredMessage> ReadMessages(SqliteCommand command)
    {
        var messages = new List<StoredMessage>();
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            messages.Add(ReadMessage(row));
        }

        return messages;
    }

    private static StoredMessage ReadMessage(SqliteDataReader row)
    {
        var flags = row.GetInt32(2);
        var message = new CustomerMessage((Command)row.GetByte(1))
        {
            Flags = (MessageFlags)flags,
            IsV2 = (flags & SqliteWriteSession.V2Flag) != 0,
            TimestampMs = row.GetInt64(3),
            Uuid = (flags & SqliteWriteSession.DedupeIdFlag) != 0 ? "" : row.GetString(5),
            Content = row.GetFieldValue<byte[]>(6),
            CustomerAppId = row.GetInt64(7),
            CustomerId = row.GetInt64(8),
            StoreId = row.GetInt64(9),
            SellerId = row.GetInt64(10),
        };
        return new StoredMessage(message, row.GetInt64(0), row.GetString(4));
    }

    private long? FindQueue(User user) => _findQueue.Bind(user.AppId, user.Uid).Scalar();
}
