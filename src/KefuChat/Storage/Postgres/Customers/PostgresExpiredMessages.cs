using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>Finds the messages a store keeps no longer, along an index of conversations by when they began.</summary>
internal static class PostgresExpiredMessages
{
    /// <summary>The conversations that began first of those that may have messages from before a time.</summary>
    public static Task<List<PostgresQueuedRow>> ConversationsAsync(NpgsqlConnection connection, long storeId, long beforeMs, int limit) =>
        connection.RowsAsync(
            PostgresQueuedRow.Read,
            "SELECT id, customer, seller FROM conversations WHERE store_id = $1 AND first_ms < $2 ORDER BY first_ms LIMIT $3",
            storeId, beforeMs, limit);

    /// <summary>The oldest messages of conversations from before a time.</summary>
    public static Task<List<PostgresQueuedRow>> OldestAsync(
        NpgsqlConnection connection, IEnumerable<PostgresQueuedRow> conversations, long beforeMs, int limit) => connection.RowsAsync(
        PostgresQueuedRow.Read,
        """
        SELECT m.id, m.customer, m.seller FROM unnest($1) AS u (id) CROSS JOIN LATERAL (
            SELECT id, customer, seller, timestamp_ms FROM messages WHERE conversation = u.id ORDER BY id LIMIT $3) AS m
        WHERE m.timestamp_ms < $2 ORDER BY m.id LIMIT $3
        """,
        conversations.Select(conversation => conversation.Id).ToArray(), beforeMs, limit);
}
