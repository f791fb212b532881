using KefuChat.Protocol;
using KefuChat.Storage.Conversations;
using Microsoft.Data.Sqlite;

namespace KefuChat.Storage.Sqlite;

/// <summary>Counts what was not read: of one conversation, or of all of a user's.</summary>
internal static class SqliteUnread
{
    /// <summary>
    /// How many messages of the customer lie behind what the seller of the row v has read. It takes a microsecond or two
    /// where there are none, so a seller's thousands of rows may be asked one by one.
    /// </summary>
    public const string OfSellersRow =
        """
        (SELECT count(*) FROM (
            SELECT m.sender FROM messages m
            WHERE m.conversation = v.id AND m.id > coalesce((
                SELECT (SELECT e.message FROM entries e WHERE e.queue = p.queue AND e.sync_key <= p.sync_key ORDER BY e.sync_key DESC LIMIT 1)
                FROM read_positions p WHERE p.queue = v.seller AND p.conversation = v.id), 0)
            ORDER BY m.id DESC LIMIT $looked)
        WHERE sender <> v.seller)
        """;

    /// <summary><see cref="IConversationStore.CountUnreadAsync"/>.</summary>
    public static UnreadCount Count(SqliteConnection connection, User user, Party party)
    {
        if (connection.FindQueue(user) is not { } queue)
        {
            return default;
        }

        return party == Party.Seller
            ? CountOfSeller(connection, queue)
            : CountOfCustomer(connection, queue, new ConversationsRequest(user, party, long.MaxValue, Limit: 1));
    }

    /// <summary>In rows of conversations, the messages of others than a queue's owner behind a message.</summary>
    public static int BehindMessage(SqliteConnection connection, long queue, List<long> rows, long readMessage)
    {
        using var command = connection.Prepare(
            """
            SELECT count(*) FROM (
                SELECT sender FROM messages WHERE conversation = $row AND id > $message ORDER BY id DESC LIMIT $looked)
            WHERE sender <> $queue
            """,
            "$row", "$message", "$looked", "$queue");
        var unread = rows.Sum(row => command.Bind(row, readMessage, (long)ConversationSummary.MostLookedAt, queue).Scalar() ?? 0);
        return (int)Math.Min(unread, ConversationSummary.MostUnread);
    }

    /// <summary>Where messages came from another queue, old ones have new keys: what lies behind a key is told by the keys alone.</summary>
    public static int BehindKey(SqliteConnection connection, long queue, long storeId, long readKey)
    {
        using var command = connection.Prepare(
            """
            SELECT count(*) FROM (
                SELECT 1 FROM entries e CROSS JOIN messages m ON m.id = e.message CROSS JOIN conversations v ON v.id = m.conversation
                WHERE e.queue = $queue AND e.sync_key > $key AND m.sender <> $queue AND v.customer = $queue AND v.store_id = $store
                LIMIT $most)
            """,
            "$queue", "$key", "$store", "$most");
        return (int)(command.Bind(queue, readKey, storeId, (long)ConversationSummary.MostUnread).Scalar() ?? 0);
    }

    /// <summary>Whether a queue was given another's messages.</summary>
    public static bool IsMerged(SqliteConnection connection, long queue)
    {
        using var command = connection.Prepare("SELECT is_merged FROM queues WHERE id = $queue", "$queue");
        return command.Bind(queue).Scalar() == 1;
    }

    private static UnreadCount CountOfCustomer(SqliteConnection connection, long queue, ConversationsRequest all) =>
        SqliteConversationList.NewestOfCustomer(connection, queue, all).Aggregate(default(UnreadCount), (count, newest) =>
            count.With(SqliteConversationSummary.Read(connection, queue, Party.Customer, newest).Unread));

    private static UnreadCount CountOfSeller(SqliteConnection connection, long queue)
    {
        using var command = connection.Prepare(
            $"SELECT {OfSellersRow} FROM conversations v WHERE v.seller = $queue AND v.last_message > 0", "$queue", "$looked");
        using var row = command.Bind(queue, (long)ConversationSummary.MostLookedAt).ExecuteReader();
        var count = default(UnreadCount);
        while (!count.IsFull && row.Read())
        {
            count = count.With(row.GetInt64(0));
        }

        return count;
    }
}
