using KefuChat.Protocol;
using KefuChat.Storage.Conversations;
using Microsoft.Data.Sqlite;

namespace KefuChat.Storage.Sqlite;

/// <summary>
/// How far users have read. A customer's position with a store is one: the highest of those in its rows. It is kept in
/// the row written to last, which lives the longest.
/// </summary>
internal static class SqliteReadPositions
{
    /// <summary><see cref="IConversationStore.GetReadPositionAsync"/>.</summary>
    public static ReadPosition Get(SqliteConnection connection, User user, Party party, Conversation conversation) =>
        connection.FindQueue(user) is { } queue
        && connection.FindRows(user, queue, party, conversation) is { Count: > 0 } rows
            ? Describe(connection, queue, party, rows)
            : default;

    /// <summary><see cref="IConversationStore.RaiseReadPositionAsync"/>.</summary>
    public static ReadPosition Raise(SqliteWriteSession session, User user, Party party, Conversation conversation, long key)
    {
        var connection = session.Connection;
        if (connection.FindQueue(user) is not { } queue
            || connection.FindRows(user, queue, party, conversation) is not { Count: > 0 } rows)
        {
            return default;
        }

        var raised = Math.Clamp(key, 0, session.Rows.Queue(user).NewestKey);
        if (raised <= connection.ReadKey(queue, rows))
        {
            return Describe(connection, queue, party, rows);
        }

        using var command = connection.Prepare(
            """
            INSERT INTO read_positions (queue, conversation, sync_key) VALUES ($queue, $conversation, $key)
            ON CONFLICT (queue, conversation) DO UPDATE SET sync_key = excluded.sync_key
            """,
            "$queue", "$conversation", "$key");
        command.Bind(queue, rows[^1], raised).ExecuteNonQuery();
        return Describe(connection, queue, party, rows) with { IsRaised = true };
    }

    /// <summary>How far a queue's owner has read in the rows of a conversation.</summary>
    public static long ReadKey(this SqliteConnection connection, long queue, List<long> rows)
    {
        using var command = connection.Prepare(
            "SELECT max(sync_key) FROM read_positions WHERE queue = $queue AND conversation IN (SELECT value FROM json_each($rows))",
            "$queue", "$rows");
        return command.Bind(queue, Json(rows)).Scalar() ?? 0;
    }

    /// <summary>The newest message up to one in the rows of a conversation; null when all are behind it.</summary>
    public static SqlitePlace? NewestUpTo(this SqliteConnection connection, List<long> rows, long message)
    {
        using var command = connection.Prepare(
            """
            SELECT m.id, iif(m.sender = v.customer, m.sender_key, m.receiver_key), iif(m.sender = v.customer, m.receiver_key, m.sender_key), s.uid
            FROM messages m JOIN conversations v ON v.id = m.conversation JOIN queues s ON s.id = v.seller
            WHERE m.id = (
                SELECT max((SELECT max(n.id) FROM messages n WHERE n.conversation = r.value AND n.id <= $message)) FROM json_each($rows) r)
            """,
            "$rows", "$message");
        return ReadPlace(command.Bind(Json(rows), message));
    }

    private static string Json(List<long> rows) => $"[{string.Join(',', rows)}]";

    private static SqlitePlace? ReadPlace(SqliteCommand command)
    {
        using var row = command.ExecuteReader();
        return row.Read() ? new SqlitePlace(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)) : null;
    }

    private static ReadPosition Describe(SqliteConnection connection, long queue, Party party, List<long> rows)
    {
        var key = connection.ReadKey(queue, rows);
        return connection.NewestUpTo(rows, connection.MessageUpTo(queue, key)) is { } read
            ? new ReadPosition(key, party == Party.Customer ? read.SellerKey : read.CustomerKey, read.SellerId, IsRaised: false)
            : new ReadPosition(key, OtherKey: 0, SellerId: 0, IsRaised: false);
    }
}
