using KefuChat.Protocol;
using KefuChat.Storage.Assignments;
using KefuChat.Storage.Conversations;
using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>What is told of conversations, in one statement.</summary>
internal static class PostgresConversationSummary
{
    private const int UnreadColumn = PostgresMessageRow.Width;
    private const int ReadKeyColumn = UnreadColumn + 1;
    private const int OtherReadKeyColumn = ReadKeyColumn + 1;
    private const int AssignmentColumn = OtherReadKeyColumn + 1;

    /// <summary>How far the customer has read, as a key of the seller's queue.</summary>
    private const string ReadByCustomer =
        """
        SELECT n.seller_key AS key FROM messages n WHERE n.conversation = l.id AND n.id <= (
            SELECT r.message FROM conversations o JOIN read_positions r ON r.queue = o.customer AND r.conversation = o.id
            WHERE o.customer = l.customer AND o.store_id = l.store_id ORDER BY r.sync_key DESC LIMIT 1)
        ORDER BY n.id DESC LIMIT 1
        """;

    /// <summary>How far the sellers have read, whichever read furthest, as a key of the customer's queue.</summary>
    private const string ReadBySellers =
        """
        SELECT n.customer_key AS key
        FROM conversations o JOIN read_positions r ON r.queue = o.seller AND r.conversation = o.id
        CROSS JOIN LATERAL (
            SELECT id, customer_key FROM messages WHERE conversation = o.id AND id <= r.message ORDER BY id DESC LIMIT 1) AS n
        WHERE o.customer = l.customer AND o.store_id = l.store_id ORDER BY n.id DESC LIMIT 1
        """;

    /// <summary>A statement that tells of a seller's conversations, the latest first.</summary>
    /// <param name="where">Which rows <c>l</c> of conversations.</param>
    /// <param name="limit">How many at most.</param>
    public static string OfSeller(string where, long limit) => Describe(
        "m.seller_key",
        $"SELECT id, customer, store_id, seller, last_message FROM conversations l WHERE {where}",
        $"{PostgresUnread.JoinSellersPosition} {PostgresUnread.JoinSellers}",
        ReadByCustomer,
        limit);

    /// <summary>A statement that tells of the conversations of the customer <c>$1</c>, the latest first: one for each store.</summary>
    /// <param name="where">Which of them, called <c>l</c>.</param>
    /// <param name="limit">How many at most.</param>
    public static string OfCustomer(string where, long limit) => Describe(
        "m.customer_key",
        $"""
        SELECT * FROM (
            SELECT customer, store_id, max(last_message) AS last_message FROM conversations WHERE customer = $1 GROUP BY customer, store_id) AS l
        WHERE {where}
        """,
        $"{PostgresUnread.JoinCustomersPosition} {PostgresUnread.JoinCustomers}",
        ReadBySellers,
        limit);

    /// <summary>One of them.</summary>
    public static ConversationSummary Read(NpgsqlDataReader row, Party party)
    {
        var last = PostgresMessageRow.Read(row);
        return ConversationSummary.Of(
            party,
            last,
            (int)Math.Min(row.GetInt64(UnreadColumn), ConversationSummary.MostUnread),
            row.GetInt64(ReadKeyColumn),
            row.GetInt64(OtherReadKeyColumn),
            row.IsDBNull(AssignmentColumn) ? null : ReadAssignment(row, last.Message));
    }

    /// <summary>
    /// First the rows alone, along their index; then what is told of each. A message is looked up by its id, one by one: its
    /// month is known by then, and no other is opened.
    /// </summary>
    private static string Describe(string key, string rows, string seen, string otherRead, long limit) =>
        $"""
        SELECT {key}, {PostgresMessageRow.Columns}, u.unread, coalesce(p.sync_key, 0), coalesce(o.key, 0),
            a.seller, a.is_open, a.changed_at_ms, a.transferred_by, a.note
        FROM ({rows} AND last_message <> 0 ORDER BY last_message DESC LIMIT {limit}) AS l {seen}
        CROSS JOIN LATERAL (SELECT * FROM messages WHERE id = l.last_message LIMIT 1) AS m {PostgresMessageRow.Joins}
        LEFT JOIN LATERAL ({otherRead}) AS o ON true
        LEFT JOIN assignments a ON a.customer = l.customer AND a.store_id = l.store_id AND l.store_id <> 0
        ORDER BY l.last_message DESC
        """;

    private static Assignment ReadAssignment(NpgsqlDataReader row, CustomerMessage last) => new(
        last.StoreId,
        last.Customer,
        row.GetInt64(AssignmentColumn),
        row.GetBoolean(AssignmentColumn + 1),
        row.GetInt64(AssignmentColumn + 2),
        row.GetInt64(AssignmentColumn + 3),
        row.GetString(AssignmentColumn + 4));
}
