using KefuChat.Storage.Conversations;
using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>
/// How far users have read. A customer's position with a store is one: the highest of those in its rows. It is kept in
/// the row written to last, which lives the longest.
/// </summary>
internal static class PostgresReadPositions
{
    /// <summary>The highest position, and the newest message up to it in the rows of the conversation.</summary>
    private const string Find =
        $"""
        SELECT p.sync_key, coalesce(CASE WHEN $4 THEN n.seller_key ELSE n.customer_key END, 0), coalesce(s.uid, 0)
        FROM (
            SELECT r.sync_key, r.message FROM conversations o JOIN read_positions r ON r.queue = $1 AND r.conversation = o.id
            WHERE {PostgresConversationRows.Where} ORDER BY r.sync_key DESC LIMIT 1) AS p
        LEFT JOIN LATERAL (
            SELECT n.* FROM conversations o CROSS JOIN LATERAL (
                SELECT id, seller, seller_key, customer_key FROM messages
                WHERE conversation = o.id AND id <= p.message ORDER BY id DESC LIMIT 1) AS n
            WHERE {PostgresConversationRows.Where} ORDER BY n.id DESC LIMIT 1) AS n ON true
        LEFT JOIN queues s ON s.id = n.seller
        """;

    /// <summary>$5 the key.</summary>
    private static readonly string RaiseTo =
        $"""
        INSERT INTO read_positions (queue, conversation, sync_key, message)
        SELECT $1, o.id, $5, {PostgresPlaces.UpTo("$1", "$5")}
        FROM conversations o WHERE {PostgresConversationRows.Where} AND $5 > coalesce((
            SELECT max(r.sync_key) FROM conversations o JOIN read_positions r ON r.queue = $1 AND r.conversation = o.id
            WHERE {PostgresConversationRows.Where}), 0)
        ORDER BY o.last_message DESC LIMIT 1
        ON CONFLICT (queue, conversation) DO UPDATE SET sync_key = excluded.sync_key, message = excluded.message
        """;

    /// <summary><see cref="IConversationStore.GetReadPositionAsync"/>.</summary>
    public static async Task<ReadPosition> GetAsync(NpgsqlConnection connection, PostgresConversationRows rows) =>
        (await connection.RowsAsync(
            row => new ReadPosition(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), IsRaised: false), Find, rows.Values)).FirstOrDefault();

    /// <summary><see cref="IConversationStore.RaiseReadPositionAsync"/>.</summary>
    public static async Task<ReadPosition> RaiseAsync(PostgresTransaction transaction, PostgresConversationRows rows, long key)
    {
        var locked = await transaction.LockAsync([rows.Queue]);
        var raised = Math.Clamp(key, 0, locked[rows.Queue].NewestKey);
        var count = await transaction.Connection.ExecuteAsync(RaiseTo, [.. rows.Values, raised]);
        return await GetAsync(transaction.Connection, rows) with { IsRaised = count > 0 };
    }
}
