using KefuChat.Protocol;
using Microsoft.Data.Sqlite;

namespace KefuChat.Storage.Sqlite;

/// <summary>
/// The writer's connection with its prepared statements, and what it remembers of queues and conversations. What is
/// remembered is only right while transactions commit: <see cref="Rollback"/> forgets it. Belongs to the writer's thread.
/// </summary>
internal sealed class SqliteWriteSession : IDisposable
{
    /// <summary>A stored flag beside those of the wire: sent as CUSTOMER_V2.</summary>
    public const int V2Flag = 0x100;

    /// <summary>A stored flag: the message has no uuid; the column holds its <see cref="SaveRequest.DedupeId"/>.</summary>
    public const int DedupeIdFlag = 0x200;

    /// <summary>Beyond this many, what is remembered is forgotten: some 100 bytes each.</summary>
    private const int MostRemembered = 200_000;

    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _findQueue;
    private readonly SqliteCommand _addQueue;
    private readonly SqliteCommand _findConversation;
    private readonly SqliteCommand _addConversation;
    private readonly SqliteCommand _addMessage;
    private readonly SqliteCommand _addEntry;
    private readonly SqliteCommand _findDuplicate;
    private readonly SqliteCommand _raiseSyncKey;
    private readonly SqliteTouchedConversations _touched;

    private readonly Dictionary<User, SqliteQueue> _queues = [];
    private readonly Dictionary<(long Customer, long Store, long Seller), long> _conversations = [];
    private long _lastMessage;

    /// <summary>Prepares the writer's statements.</summary>
    public SqliteWriteSession(SqliteConnection connection)
    {
        Connection = connection;
        _begin = connection.Prepare("BEGIN IMMEDIATE");
        _commit = connection.Prepare("COMMIT");
        _findQueue = connection.Prepare(
            "SELECT id, coalesce((SELECT max(sync_key) FROM entries WHERE queue = queues.id), 0) FROM queues WHERE appid = $appid AND uid = $uid",
            "$appid", "$uid");
        _addQueue = connection.Prepare(
            "INSERT INTO queues (appid, uid) VALUES ($appid, $uid) RETURNING id", "$appid", "$uid");
        _findConversation = connection.Prepare(
            "SELECT id FROM conversations WHERE customer = $customer AND store_id = $store AND seller = $seller",
            "$customer", "$store", "$seller");
        _addConversation = connection.Prepare(
            "INSERT INTO conversations (customer, store_id, seller) VALUES ($customer, $store, $seller) RETURNING id",
            "$customer", "$store", "$seller");
        _addMessage = connection.Prepare(
            """
            INSERT INTO messages (id, conversation, sender, command, flags, timestamp_ms, receiver_key, sender_key, device, uuid, content)
            VALUES ($id, $conversation, $sender, $command, $flags, $timestamp, $receiverKey, $senderKey, $device, $uuid, $content)
            ON CONFLICT (sender, uuid) WHERE uuid <> '' DO NOTHING
            """,
            "$id", "$conversation", "$sender", "$command", "$flags", "$timestamp", "$receiverKey", "$senderKey", "$device", "$uuid", "$content");
        _addEntry = connection.Prepare(
            "INSERT INTO entries (queue, sync_key, message) VALUES ($queue, $key, $message)", "$queue", "$key", "$message");
        _findDuplicate = connection.Prepare(
            "SELECT receiver_key, sender_key, timestamp_ms, conversation FROM messages WHERE sender = $sender AND uuid = $uuid AND uuid <> ''",
            "$sender", "$uuid");
        _raiseSyncKey = connection.Prepare(
            """
            INSERT INTO sync_keys (queue, device, sync_key) VALUES ($queue, $device, $key)
            ON CONFLICT (queue, device) DO UPDATE SET sync_key = max(sync_key, excluded.sync_key)
            """,
            "$queue", "$device", "$key");
        _touched = new SqliteTouchedConversations(connection);
    }

    /// <summary>The connection itself.</summary>
    public SqliteConnection Connection { get; }

    /// <summary>Starts a transaction.</summary>
    public void Begin()
    {
        _begin.ExecuteNonQuery();
        if (_queues.Count > MostRemembered || _conversations.Count > MostRemembered)
        {
            Forget();
        }

        if (_lastMessage == 0)
        {
            _lastMessage = Connection.Scalar("SELECT max(removed_message, coalesce((SELECT max(id) FROM messages), 0)) FROM store");
        }
    }

    /// <summary>Ends it; returns once it is on stable storage.</summary>
    public void Commit()
    {
        _touched.Write();
        _commit.ExecuteNonQuery();
    }

    /// <summary>Undoes what the transaction in progress wrote, if one is.</summary>
    public void Rollback()
    {
        Forget();
        if (SQLitePCL.raw.sqlite3_get_autocommit(Connection.Handle) == 0)
        {
            Connection.Run("ROLLBACK");
        }
    }

    /// <summary>Stores a message in both queues, unless its (sender, uuid) is known.</summary>
    public SaveResult Save(SaveRequest request)
    {
        var message = request.Message;
        var sender = Queue(request.Sender);
        var receiver = Queue(request.Receiver);
        var (customer, seller) = message.Command == Command.Customer ? (sender, receiver) : (receiver, sender);
        var key = (customer.Id, message.StoreId, seller.Id);
        if (FindConversation(key) is not { } conversation)
        {
            // A uuid used again does not begin a conversation.
            if (FindDuplicate(sender.Id, request.DedupeKey, conversation: 0) is { } reused)
            {
                return reused;
            }

            conversation = AddConversation(key);
        }

        var receiverKey = receiver.NewestKey + 1;
        var senderKey = sender.NewestKey + 1;
        var id = _lastMessage + 1;
        var isNew = _addMessage.Bind(
            id,
            conversation,
            sender.Id,
            (long)message.Command,
            (long)message.Flags | (message.IsV2 ? V2Flag : 0L) | (request.DedupeKey != message.Uuid ? DedupeIdFlag : 0L),
            message.TimestampMs,
            receiverKey,
            senderKey,
            request.SenderDevice,
            request.DedupeKey,
            Bytes(message.Content)).ExecuteNonQuery() == 1;
        if (!isNew)
        {
            return FindDuplicate(sender.Id, request.DedupeKey, conversation)
                ?? throw new InvalidOperationException("the message was refused as a duplicate, but there is no first one");
        }

        _lastMessage = id;
        _touched.Add(conversation, id);
        _addEntry.Bind(receiver.Id, receiver.Grow(), id).ExecuteNonQuery();
        if (sender != receiver)
        {
            _addEntry.Bind(sender.Id, sender.Grow(), id).ExecuteNonQuery();
        }

        return new SaveResult(SaveStatus.Stored, receiverKey, senderKey, message.TimestampMs);
    }

    /// <summary>A user's queue, made where there is none.</summary>
    public SqliteQueue Queue(User user)
    {
        if (!_queues.TryGetValue(user, out var queue))
        {
            queue = FindQueue(user) ?? new SqliteQueue(_addQueue.Bind(user.AppId, user.Uid).Scalar() ?? 0, 0);
            _queues.Add(user, queue);
        }

        return queue;
    }

    /// <summary>Raises what a device confirmed, up to the queue's newest key.</summary>
    public void RaiseSyncKey(User user, string deviceId, long key)
    {
        var queue = Queue(user);
        _raiseSyncKey.Bind(queue.Id, deviceId, Math.Clamp(key, 0, queue.NewestKey)).ExecuteNonQuery();
    }

    /// <summary>Writes something that matters to nobody.</summary>
    public void Probe() => Connection.Run("UPDATE probe SET count = count + 1");

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[
            _begin, _commit, _findQueue, _addQueue, _findConversation, _addConversation, _addMessage, _addEntry,
            _findDuplicate, _raiseSyncKey])
        {
            command.Dispose();
        }

        _touched.Dispose();
        Connection.Dispose();
    }

    private static byte[] Bytes(ReadOnlyMemory<byte> content) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(content, out var segment)
        && segment.Array is { } array && array.Length == segment.Count
            ? array
            : content.ToArray();

    private SaveResult? FindDuplicate(long sender, string uuid, long conversation)
    {
        using var row = _findDuplicate.Bind(sender, uuid).ExecuteReader();
        return row.Read()
            ? new SaveResult(
                row.GetInt64(3) == conversation ? SaveStatus.Duplicate : SaveStatus.Reused, row.GetInt64(0), row.GetInt64(1), row.GetInt64(2))
            : null;
    }

    private SqliteQueue? FindQueue(User user)
    {
        using var row = _findQueue.Bind(user.AppId, user.Uid).ExecuteReader();
        return row.Read() ? new SqliteQueue(row.GetInt64(0), row.GetInt64(1)) : null;
    }

    private long? FindConversation((long Customer, long Store, long Seller) key)
    {
        if (_conversations.TryGetValue(key, out var id))
        {
            return id;
        }

        var found = _findConversation.Bind(key.Customer, key.Store, key.Seller).Scalar();
        if (found is { } row)
        {
            _conversations.Add(key, row);
        }

        return found;
    }

    private long AddConversation((long Customer, long Store, long Seller) key)
    {
        var id = _addConversation.Bind(key.Customer, key.Store, key.Seller).Scalar() ?? 0;
        _conversations.Add(key, id);
        return id;
    }

    private void Forget()
    {
        _queues.Clear();
        _conversations.Clear();
        _touched.Forget();
        _lastMessage = 0;
    }
}
