using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>Removes messages from both their queues, and what of conversations is empty then. With their queues locked.</summary>
internal static class PostgresMessageRemoval
{
    /// <summary>$1 the conversations, $2 the queues that are locked.</summary>
    private const string SetEnds =
        """
        UPDATE conversations v SET first_ms = ends.first_ms, last_message = ends.last
        FROM (
            SELECT u.id,
                (SELECT timestamp_ms FROM messages WHERE conversation = u.id ORDER BY id LIMIT 1) AS first_ms,
                (SELECT max(id) FROM messages WHERE conversation = u.id) AS last
            FROM unnest($1) AS u (id)) AS ends
        WHERE v.id = ends.id AND v.customer = ANY ($2) AND v.seller = ANY ($2) AND ends.last IS NOT NULL
            AND (v.first_ms, v.last_message) IS DISTINCT FROM (ends.first_ms, ends.last)
        """;

    private const string RemoveEmpty =
        """
        WITH emptied AS (
            SELECT id, customer, store_id, seller FROM conversations v
            WHERE id = ANY ($1) AND customer = ANY ($2) AND seller = ANY ($2)
                AND NOT EXISTS (SELECT FROM messages WHERE conversation = v.id)
        ), positions AS (
            DELETE FROM read_positions p USING emptied e WHERE p.conversation = e.id AND p.queue IN (e.customer, e.seller)
        ), removed AS (
            DELETE FROM conversations v USING emptied e WHERE v.id = e.id
        )
        DELETE FROM assignments a USING emptied e
        WHERE a.customer = e.customer AND a.store_id = e.store_id AND NOT a.is_open AND NOT EXISTS (
            SELECT FROM conversations v
            WHERE v.customer = a.customer AND v.store_id = a.store_id AND v.id NOT IN (SELECT id FROM emptied))
        """;

    /// <summary>Removes messages; those that are gone already, or in another queue by now, are left out.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="messages">The messages.</param>
    /// <param name="queues">The queues that are locked.</param>
    /// <param name="conversations">Conversations to look after besides those of the messages.</param>
    /// <returns>How many were removed.</returns>
    public static async Task<int> RemoveAsync(
        NpgsqlConnection connection, IEnumerable<PostgresQueuedRow> messages, long[] queues, IEnumerable<PostgresQueuedRow>? conversations = null)
    {
        long[] locked = [.. queues.Distinct()];
        var touched = await connection.RowsAsync(
            row => row.GetInt64(0),
            "DELETE FROM messages WHERE id = ANY ($1) AND customer = ANY ($2) AND seller = ANY ($2) RETURNING conversation",
            messages.Select(message => message.Id).ToArray(), locked);
        long[] settled = [.. touched.Concat(conversations?.Select(conversation => conversation.Id) ?? []).Distinct()];
        if (settled.Length > 0)
        {
            await using var batch = new NpgsqlBatch(connection);
            batch.Add(SetEnds, settled, locked);
            batch.Add(RemoveEmpty, settled, locked);
            await batch.ExecuteNonQueryAsync();
        }

        return touched.Count;
    }

    /// <summary>Removes those of some conversations that have no message, with their read positions and closed assignments.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="conversations">The conversations.</param>
    /// <param name="queues">The queues that are locked.</param>
    /// <returns>How many assignments went with them.</returns>
    public static Task<int> RemoveEmptyAsync(NpgsqlConnection connection, IEnumerable<long> conversations, long[] queues) =>
        connection.ExecuteAsync(RemoveEmpty, conversations.ToArray(), queues.Distinct().ToArray());
}
