using KefuChat.Protocol;
using Microsoft.Data.Sqlite;

namespace KefuChat.Storage.Sqlite;

/// <summary>
/// The writer's connection with its prepared statements, and what it remembers of rows. That is only right while
/// transactions commit: <see cref="Rollback"/> forgets it. Belongs to the writer's thread.
/// </summary>
internal sealed class SqliteWriteSession : IDisposable
{
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _addMessage;
    private readonly SqliteCommand _addEntry;
    private readonly SqliteCommand _findDuplicate;
    private readonly SqliteCommand _raiseSyncKey;
    private readonly SqliteCommand _setLogEpoch;
    private readonly SqliteTouchedConversations _touched;

    private long _lastMessage;

    /// <summary>Prepares the writer's statements.</summary>
    public SqliteWriteSession(SqliteConnection connection)
    {
        Connection = connection;
        Rows = new SqliteKnownRows(connection);
        Assignments = new SqliteAssignmentTable(connection);
        MessageAssignments = new SqliteMessageAssignments(Assignments);
        _begin = connection.Prepare("BEGIN IMMEDIATE");
        _commit = connection.Prepare("COMMIT");
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
        _setLogEpoch = connection.Prepare("UPDATE store SET log_epoch = $epoch", "$epoch");
        _touched = new SqliteTouchedConversations(connection);
    }

    /// <summary>The connection itself.</summary>
    public SqliteConnection Connection { get; }

    /// <summary>Queues and conversations.</summary>
    public SqliteKnownRows Rows { get; }

    /// <summary>The assignments.</summary>
    public SqliteAssignmentTable Assignments { get; }

    /// <summary>What stored messages do to them.</summary>
    public SqliteMessageAssignments MessageAssignments { get; }

    /// <summary>Starts a transaction.</summary>
    public void Begin()
    {
        _begin.ExecuteNonQuery();
        Rows.Trim();
        if (_lastMessage == 0)
        {
            _lastMessage = Connection.NewestMessage();
        }
    }

    /// <summary>
    /// Brings the lists of conversations up to date with what was stored in this transaction. Before whatever looks at them
    /// in it; a commit does it by itself.
    /// </summary>
    public void WriteTouched() => _touched.Write();

    /// <summary>Ends it; returns once it is on stable storage.</summary>
    public void Commit()
    {
        WriteTouched();
        _commit.ExecuteNonQuery();
    }

    /// <summary>The last transaction that was committed of those that were logged; see <see cref="CommitLog"/>.</summary>
    public long LogEpoch() => Connection.Scalar("SELECT log_epoch FROM store");

    /// <summary>Writes down which transaction this is, with what it holds.</summary>
    /// <exception cref="InvalidOperationException">SQLite has undone it.</exception>
    public void SetLogEpoch(long epoch)
    {
        if (!IsInTransaction)
        {
            throw new InvalidOperationException("the transaction was undone before it was committed");
        }

        _setLogEpoch.Bind(epoch).ExecuteNonQuery();
    }

    /// <summary>Undoes what the transaction in progress wrote, if one is.</summary>
    public void Rollback()
    {
        ForgetRows();
        _touched.Forget();
        _lastMessage = 0;
        if (IsInTransaction)
        {
            Connection.Run("ROLLBACK");
        }
    }

    /// <summary>Stores a message in both queues, unless its (sender, uuid) is known.</summary>
    public SaveResult Save(SaveRequest request)
    {
        var message = request.Message;
        var sender = Rows.Queue(request.Sender);
        var receiver = Rows.Queue(request.Receiver);
        var (customer, seller) = message.Command == Command.Customer ? (sender, receiver) : (receiver, sender);
        var key = (customer.Id, message.StoreId, seller.Id);
        if (Rows.FindConversation(key) is not { } conversation)
        {
            // A uuid used again does not begin a conversation.
            if (FindDuplicate(sender.Id, request.DedupeKey, conversation: 0) is { } reused)
            {
                return reused;
            }

            conversation = Rows.AddConversation(key);
        }

        var receiverKey = receiver.NewestKey + 1;
        var senderKey = sender.NewestKey + 1;
        var id = _lastMessage + 1;
        var isNew = _addMessage.Bind(
            id,
            conversation,
            sender.Id,
            (long)message.Command,
            (long)StoredFlags.Of(request),
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

        var (isReopened, holder) = MessageAssignments.Stored(customer.Id, request);
        return new SaveResult(
            SaveStatus.Stored, receiverKey, senderKey, message.TimestampMs, isReopened, holder == message.SellerId ? 0 : holder);
    }

    /// <summary>Whether the sender has a message of that name; nothing is stored.</summary>
    public SaveResult Check(SaveRequest request) => Rows.FindQueue(request.Sender) is { } sender
        ? FindDuplicate(sender.Id, request.DedupeKey, conversation: 0) ?? SaveResult.Absent
        : SaveResult.Absent;

    /// <summary>Rows of queues, conversations or assignments were removed: what is remembered of them may be wrong.</summary>
    public void ForgetRows()
    {
        Rows.Forget();
        MessageAssignments.Forget();
    }

    /// <summary>Raises what a device confirmed, up to the queue's newest key.</summary>
    public void RaiseSyncKey(User user, string deviceId, long key)
    {
        var queue = Rows.Queue(user);
        _raiseSyncKey.Bind(queue.Id, deviceId, Math.Clamp(key, 0, queue.NewestKey)).ExecuteNonQuery();
    }

    /// <summary>Writes something that matters to nobody.</summary>
    public void Probe() => Connection.Run("UPDATE probe SET count = count + 1");

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[
            _begin, _commit, _addMessage, _addEntry, _findDuplicate, _raiseSyncKey, _setLogEpoch])
        {
            command.Dispose();
        }

        _touched.Dispose();
        Rows.Dispose();
        Assignments.Dispose();
        Connection.Dispose();
    }

    private bool IsInTransaction => SQLitePCL.raw.sqlite3_get_autocommit(Connection.Handle) == 0;

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
}
