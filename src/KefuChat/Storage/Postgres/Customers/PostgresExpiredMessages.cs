using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>Finds the messages a store keeps no longer.</summary>
internal static class PostgresExpiredMessages
{
    /// <summary>It asks for the first message of every conversation of the store, and nobody waits for it: seconds.</summary>
    private const int Patience = 60;

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
    /// The oldest of a store's messages from before a time, within a transaction. Of a conversation whose first message is
    /// younger, none: an index by time would be paid for by every message.
    /// </summary>
    public static async Task<List<PostgresQueuedMessage>> FindAsync(NpgsqlConnection connection, long storeId, long beforeMs, int limit)
    {
        await connection.ExecuteAsync($"SET LOCAL statement_timeout = '{Patience}s'");
        await using var command = connection.Statement(Oldest, storeId, beforeMs, limit);
        command.CommandTimeout = Patience;
        return await command.RowsAsync(PostgresQueuedMessage.Read);
    }
}
