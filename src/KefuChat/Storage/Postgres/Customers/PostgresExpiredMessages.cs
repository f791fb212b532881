namespace KefuChat.Storage.Postgres;

/// <summary>Finds the messages a store keeps no longer.</summary>
internal static class PostgresExpiredMessages
{
    /// <summary>The conversations whose first messages are the oldest have the oldest messages: no further ones are read.</summary>
    private const string Oldest =
        """
        SELECT m.id, m.customer, m.seller
        FROM (
            SELECT v.id FROM conversations v
            CROSS JOIN LATERAL (SELECT id, timestamp_ms FROM messages WHERE conversation = v.id ORDER BY id LIMIT 1) AS first
            WHERE v.store_id = $1 AND first.timestamp_ms < $2 ORDER BY first.id LIMIT $3) AS c
        CROSS JOIN LATERAL (
            SELECT id, customer, seller, timestamp_ms FROM messages WHERE conversation = c.id ORDER BY id LIMIT $3) AS m
        WHERE m.timestamp_ms < $2 ORDER BY m.id LIMIT $3
        """;

    /// <summary>
    /// The oldest of a store's messages from before a time. Reads the first message of each of its conversations: an index
    /// by time would be paid for by every message.
    /// </summary>
    public static Task<List<PostgresQueuedRow>> FindAsync(PostgresDatabase database, long storeId, long beforeMs, int limit) =>
        database.ScanAsync(PostgresQueuedRow.Read, Oldest, storeId, beforeMs, limit);
}
