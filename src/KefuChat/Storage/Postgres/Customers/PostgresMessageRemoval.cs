using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>Removes messages from both their queues, and what of conversations is empty then. With their queues locked.</summary>
internal static class PostgresMessageRemoval
{
    private const string SetLastMessages =
        """
        UPDATE conversations SET last_message = last.id
        FROM (SELECT u.id AS conversation, (SELECT max(id) FROM messages WHERE conversation = u.id) AS id FROM unnest($1) AS u (id)) AS last
        WHERE conversations.id = last.conversation AND last.id IS NOT NULL
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
    /// <returns>How many were removed.</returns>
    public static async Task<int> RemoveAsync(
        NpgsqlConnection connection, IEnumerable<PostgresQueuedRow> messages, long[] queues)
    {
        long[] locked = [.. queues.Distinct()];
        var conversations = await connection.RowsAsync(
            row => row.GetInt64(0),
            "DELETE FROM messages WHERE id = ANY ($1) AND customer = ANY ($2) AND seller = ANY ($2) RETURNING conversation",
            messages.Select(message => message.Id).ToArray(), locked);
        if (conversations.Count > 0)
        {
            long[] touched = [.. conversations.Distinct()];
            await using var batch = new NpgsqlBatch(connection);
            batch.Add(SetLastMessages, touched);
            batch.Add(RemoveEmpty, touched, locked);
            await batch.ExecuteNonQueryAsync();
        }

        return conversations.Count;
    }

    /// <summary>Removes those of some conversations that have no message, with their read positions and closed assignments.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="conversations">The conversations.</param>
    /// <param name="queues">The queues that are locked.</param>
    /// <returns>How many assignments went with them.</returns>
    public static Task<int> RemoveEmptyAsync(NpgsqlConnection connection, IEnumerable<long> conversations, long[] queues) =>
        connection.ExecuteAsync(RemoveEmpty, conversations.ToArray(), queues.Distinct().ToArray());
}
