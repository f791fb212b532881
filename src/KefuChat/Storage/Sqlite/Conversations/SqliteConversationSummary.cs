using KefuChat.Protocol;
using KefuChat.Storage.Assignments;
using KefuChat.Storage.Conversations;
using Microsoft.Data.Sqlite;

namespace KefuChat.Storage.Sqlite;

/// <summary>Reads what a list tells of a conversation, from its newest message.</summary>
internal static class SqliteConversationSummary
{
    private const int RowColumn = SqliteMessageRow.Width;
    private const int CustomerColumn = RowColumn + 1;
    private const int SellerColumn = CustomerColumn + 1;
    private const int AssignmentColumn = SellerColumn + 1;

    /// <summary>The conversation of its newest message, as one of its two sides sees it.</summary>
    /// <param name="connection">Where to read.</param>
    /// <param name="queue">The queue of the user who asks.</param>
    /// <param name="party">As what.</param>
    /// <param name="message">The newest message of all the user sees of the conversation.</param>
    public static ConversationSummary Read(SqliteConnection connection, long queue, Party party, long message)
    {
        using var command = connection.Prepare(
            $"""
            SELECT iif(m.sender = $queue, m.sender_key, m.receiver_key), {SqliteMessageRow.Columns},
                v.id, v.customer, v.seller, a.seller, a.is_open, a.changed_at_ms, a.transferred_by, a.note
            FROM messages m {SqliteMessageRow.Joins}
            LEFT JOIN assignments a ON a.customer = v.customer AND a.store_id = v.store_id AND v.store_id <> 0
            WHERE m.id = $message
            """,
            "$queue", "$message");
        using var row = command.Bind(queue, message).ExecuteReader();
        if (!row.Read())
        {
            throw new InvalidOperationException($"message {message}, a conversation's newest, is not there");
        }

        var last = SqliteMessageRow.Read(row);
        var assignment = ReadAssignment(row, last.Message);
        var customer = row.GetInt64(CustomerColumn);
        var all = connection.FindRows(customer, last.Message.StoreId, sellerId: 0);
        List<long> mine = party == Party.Customer ? all : [row.GetInt64(RowColumn)];
        var readKey = connection.ReadKey(queue, mine);
        var readMessage = connection.MessageUpTo(queue, readKey);
        var otherKey = party == Party.Customer
            ? ReadBySellers(connection, mine)
            : connection.NewestUpTo(mine, connection.MessageUpTo(customer, connection.ReadKey(customer, all)))?.SellerKey;
        return ConversationSummary.Of(
            party,
            last,
            party == Party.Customer && SqliteUnread.IsMerged(connection, queue)
                ? SqliteUnread.BehindKey(connection, queue, last.Message.StoreId, readKey)
                : SqliteUnread.BehindMessage(connection, queue, mine, readMessage),
            readKey,
            otherKey ?? 0,
            assignment);
    }

    private static Assignment? ReadAssignment(SqliteDataReader row, CustomerMessage last) => row.IsDBNull(AssignmentColumn)
        ? null
        : new Assignment(
            last.StoreId,
            last.Customer,
            row.GetInt64(AssignmentColumn),
            row.GetBoolean(AssignmentColumn + 1),
            row.GetInt64(AssignmentColumn + 2),
            row.GetInt64(AssignmentColumn + 3),
            row.GetString(AssignmentColumn + 4));

    /// <summary>How far the sellers have read, whichever read furthest, as a key of the customer's queue.</summary>
    private static long? ReadBySellers(SqliteConnection connection, List<long> rows)
    {
        using var command = connection.Prepare(
            """
            SELECT p.conversation, p.queue, p.sync_key
            FROM json_each($rows) r CROSS JOIN conversations v ON v.id = r.value
            JOIN read_positions p ON p.queue = v.seller AND p.conversation = v.id
            """,
            "$rows");
        var read = new List<(long Row, long Seller, long Key)>();
        using (var row = command.Bind($"[{string.Join(',', rows)}]").ExecuteReader())
        {
            while (row.Read())
            {
                read.Add((row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)));
            }
        }

        return read
            .ConvertAll(position => connection.NewestUpTo([position.Row], connection.MessageUpTo(position.Seller, position.Key)))
            .MaxBy(place => place?.Message)?.CustomerKey;
    }
}
