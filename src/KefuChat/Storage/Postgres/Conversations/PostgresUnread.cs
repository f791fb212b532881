using KefuChat.Storage.Conversations;
using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>Counts what was not read: of one conversation, within statements, or of all of a user's.</summary>
/// <remarks>
/// A LATERAL with a LIMIT is asked row by row, by an index, whatever the planner thinks of how many rows there are: its
/// guesses are wrong for a seller who has a hundred thousand.
/// </remarks>
internal static class PostgresUnread
{
    /// <summary>How far the seller of the row <c>l</c> has read: nothing, or one row <c>p</c>.</summary>
    public const string JoinSellersPosition =
        "LEFT JOIN LATERAL (SELECT sync_key, message FROM read_positions WHERE queue = l.seller AND conversation = l.id LIMIT 1) AS p ON true";

    /// <summary>
    /// A row <c>u</c>: how many messages of the customer lie behind what the seller of the row <c>l</c> has read. No message
    /// is looked at where the newest was read, so a seller's hundred thousand rows may be asked one by one.
    /// </summary>
    public static readonly string JoinSellers =
        $"CROSS JOIN LATERAL ({Behind("l", "l.seller")}) AS u";

    /// <summary>
    /// How far the customer <c>$1</c> has read with the store of the row <c>l</c>: nothing, or one row <c>p</c>. The highest
    /// position counts, whichever seller it was made with.
    /// </summary>
    public const string JoinCustomersPosition =
        """
        LEFT JOIN LATERAL (
            SELECT r.sync_key, r.message FROM conversations o JOIN read_positions r ON r.queue = $1 AND r.conversation = o.id
            WHERE o.customer = $1 AND o.store_id = l.store_id ORDER BY r.sync_key DESC LIMIT 1) AS p ON true
        """;

    /// <summary>
    /// A row <c>u</c>: how many messages of sellers lie behind what the customer <c>$1</c> has read with the store of the row
    /// <c>l</c>. Where messages came from another queue, old ones have new keys: what lies behind a key is told by the keys alone.
    /// </summary>
    public static readonly string JoinCustomers =
        $"""
        CROSS JOIN LATERAL (
            SELECT CASE WHEN q.is_merged THEN (
                SELECT count(*) FROM (
                    SELECT FROM (
                        SELECT conversation FROM messages
                        WHERE customer = $1 AND customer_key > coalesce(p.sync_key, 0) AND sender <> $1 ORDER BY customer_key) AS n
                    WHERE (SELECT store_id FROM conversations WHERE id = n.conversation) = l.store_id
                    LIMIT {ConversationSummary.MostUnread}) AS n)
            ELSE (
                SELECT sum(b.unread)::bigint FROM conversations o CROSS JOIN LATERAL ({Behind("o", "$1")}) AS b
                WHERE o.customer = $1 AND o.store_id = l.store_id)
            END AS unread
            FROM queues q WHERE q.id = $1) AS u
        """;

    private static readonly string OfSeller = Total(
        $"""
        SELECT u.unread FROM conversations l {JoinSellersPosition} {JoinSellers} WHERE l.seller = $1
        """);

    private static readonly string OfCustomer = Total(
        $"""
        SELECT u.unread FROM (SELECT DISTINCT store_id FROM conversations WHERE customer = $1) AS l {JoinCustomersPosition} {JoinCustomers}
        """);

    /// <summary><see cref="IConversationStore.CountUnreadAsync"/>.</summary>
    public static async Task<UnreadCount> CountAsync(NpgsqlConnection connection, long queue, Party party) =>
        (await connection.RowsAsync(
            row => new UnreadCount(row.GetInt32(0), row.GetInt32(1)), party == Party.Seller ? OfSeller : OfCustomer, queue))[0];

    /// <summary>Of the messages of a row of conversations behind <c>p</c>, those of others than a queue's owner.</summary>
    private static string Behind(string row, string queue) =>
        $"""
        SELECT count(*) FILTER (WHERE n.sender <> {queue}) AS unread FROM (
            SELECT sender FROM messages WHERE conversation = {row}.id AND id > coalesce(p.message, 0)
            ORDER BY id DESC LIMIT {ConversationSummary.MostLookedAt}) AS n
        WHERE {row}.last_message > coalesce(p.message, 0)
        """;

    /// <summary>Conversations and messages, no further than anybody cares.</summary>
    private static string Total(string each) =>
        $"""
        SELECT count(*)::int, least(coalesce(sum(c.unread), 0), {ConversationSummary.MostUnread})::int
        FROM (SELECT e.unread FROM ({each}) AS e WHERE e.unread > 0 LIMIT {ConversationSummary.MostUnread}) AS c
        """;
}
