using Microsoft.Data.Sqlite;

namespace KefuChat.Storage.Sqlite;

/// <summary>Finds the messages a store keeps no longer.</summary>
internal static class SqliteExpiredMessages
{
    /// <summary>
    /// The oldest of a store's messages from before a time. Reads the first message of each conversation and from there no
    /// further than it must: an index by time would be paid for by every message.
    /// </summary>
    public static List<long> Find(SqliteConnection connection, long storeId, long beforeMs, int limit)
    {
        var oldest = Oldest(connection, storeId, beforeMs);
        using var next = connection.Prepare(
            "SELECT id, timestamp_ms FROM messages WHERE conversation = $conversation AND id > $message ORDER BY id LIMIT 1",
            "$conversation", "$message");
        var found = new List<long>();
        while (found.Count < limit && oldest.TryDequeue(out var conversation, out var message))
        {
            found.Add(message);
            using var row = next.Bind(conversation, message).ExecuteReader();
            if (row.Read() && row.GetInt64(1) < beforeMs)
            {
                oldest.Enqueue(conversation, row.GetInt64(0));
            }
        }

        return found;
    }

    /// <summary>The conversations that have any, by the first of them.</summary>
    private static PriorityQueue<long, long> Oldest(SqliteConnection connection, long storeId, long beforeMs)
    {
        using var command = connection.Prepare(
            """
            SELECT v.id, m.id
            FROM conversations v CROSS JOIN messages m ON m.id = (SELECT min(id) FROM messages WHERE conversation = v.id)
            WHERE v.store_id = $store AND m.timestamp_ms < $before
            """,
            "$store", "$before");
        var oldest = new PriorityQueue<long, long>();
        using var row = command.Bind(storeId, beforeMs).ExecuteReader();
        while (row.Read())
        {
            oldest.Enqueue(row.GetInt64(0), row.GetInt64(1));
        }

        return oldest;
    }
}
