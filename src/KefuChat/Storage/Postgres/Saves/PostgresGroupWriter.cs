using System.Runtime.InteropServices;
using System.Text;
using KefuChat.Protocol;
using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>Writes what a group comes to, and commits it, in one round trip; in two where there are new conversations.</summary>
internal static class PostgresGroupWriter
{
    private const string AddConversations =
        """
        INSERT INTO conversations (customer, store_id, seller) SELECT * FROM unnest($1, $2, $3)
        RETURNING id, customer, store_id, seller
        """;

    private const string AddMessages =
        """
        INSERT INTO messages (id, conversation, sender, customer, customer_key, seller, seller_key,
            timestamp_ms, command, flags, device, uuid, content)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        """;

    private const string SetNewestKeys =
        "UPDATE queues SET newest_key = u.newest_key FROM unnest($1, $2) AS u (id, newest_key) WHERE queues.id = u.id";

    private const string SetLastMessages =
        "UPDATE conversations SET last_message = u.message FROM unnest($1, $2) AS u (id, message) WHERE conversations.id = u.id";

    private const string RaiseSyncKeys =
        """
        INSERT INTO sync_keys (queue, device, sync_key) SELECT * FROM unnest($1, $2, $3)
        ON CONFLICT (queue, device) DO UPDATE SET sync_key = greatest(sync_keys.sync_key, excluded.sync_key)
        """;

    /// <summary>Writes and commits, in the transaction in which the state was read.</summary>
    public static async Task WriteAsync(NpgsqlConnection connection, PostgresGroupState state, PostgresGroup group)
    {
        await AddConversationsAsync(connection, state, group.NewConversations);
        await using var batch = new NpgsqlBatch(connection);
        if (group.Messages.Count > 0)
        {
            Add(batch, state, group.Messages);
        }

        PostgresAssignmentTable.Put(batch, group.Assignments);
        Raise(batch, group);
        batch.Add("COMMIT");
        await batch.ExecuteNonQueryAsync();
    }

    private static async Task AddConversationsAsync(
        NpgsqlConnection connection, PostgresGroupState state, IReadOnlyList<(long Customer, long StoreId, long Seller)> conversations)
    {
        if (conversations.Count == 0)
        {
            return;
        }

        var rows = await connection.RowsAsync(
            row => (Id: row.GetInt64(0), Key: (row.GetInt64(1), row.GetInt64(2), row.GetInt64(3))),
            AddConversations,
            Column(conversations, key => key.Customer),
            Column(conversations, key => key.StoreId),
            Column(conversations, key => key.Seller));
        rows.ForEach(row => state.Conversations.Add(row.Key, row.Id));
    }

    private static void Add(NpgsqlBatch batch, PostgresGroupState state, IReadOnlyList<PostgresNewMessage> messages)
    {
        var ids = Column(messages, _ => state.Ids.Dequeue());
        var conversations = Column(messages, message => state.Conversations[message.Conversation]);
        batch.Add(
            AddMessages,
            ids,
            conversations,
            Column(messages, message => message.Sender),
            Column(messages, message => message.Conversation.Customer),
            Column(messages, message => message.CustomerKey),
            Column(messages, message => message.Conversation.Seller),
            Column(messages, message => message.SellerKey),
            Column(messages, message => message.Request.Message.TimestampMs),
            Column(messages, message => (short)message.Request.Message.Command),
            Column(messages, message => (short)StoredFlags.Of(message.Request)),
            Column(messages, message => Encoding.UTF8.GetBytes(message.Request.SenderDevice)),
            Column(messages, message => Encoding.UTF8.GetBytes(message.Request.DedupeKey)),
            Column(messages, message => Bytes(message.Request.Message.Content)));
        PostgresQueue[] grown = [.. messages
            .SelectMany(message => (User[])[message.Request.Sender, message.Request.Receiver]).Distinct().Select(user => state.Queues[user])];
        batch.Add(SetNewestKeys, Column(grown, queue => queue.Id), Column(grown, queue => queue.NewestKey));
        var last = new Dictionary<long, long>();
        for (var i = 0; i < ids.Length; i++)
        {
            last[conversations[i]] = ids[i];
        }

        batch.Add(SetLastMessages, last.Keys.ToArray(), last.Values.ToArray());
    }

    private static void Raise(NpgsqlBatch batch, PostgresGroup group)
    {
        var keys = group.SyncKeys.ToArray();
        if (keys.Length > 0)
        {
            batch.Add(
                RaiseSyncKeys,
                Column(keys, raised => raised.Key.Queue),
                Column(keys, raised => Encoding.UTF8.GetBytes(raised.Key.Device)),
                Column(keys, raised => raised.Value));
        }
    }

    private static TValue[] Column<T, TValue>(IReadOnlyList<T> rows, Func<T, TValue> value)
    {
        var column = new TValue[rows.Count];
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = value(rows[i]);
        }

        return column;
    }

    private static byte[] Bytes(ReadOnlyMemory<byte> content) =>
        MemoryMarshal.TryGetArray(content, out var segment) && segment.Array is { } array && array.Length == segment.Count ? array : content.ToArray();
}
