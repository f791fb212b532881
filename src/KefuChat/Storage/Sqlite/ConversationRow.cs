using Microsoft.Data.Sqlite;

namespace KefuChat.Storage.Sqlite;

/// <summary>Finds the row of a conversation by the ids the wire gives it.</summary>
internal static class ConversationRow
{
    /// <summary>The row, or null when there is none or the queue's owner takes no part in it.</summary>
    /// <param name="connection">Where to look.</param>
    /// <param name="queue">The queue of the user who asks.</param>
    /// <param name="conversation">The conversation asked for.</param>
    public static long? Find(SqliteConnection connection, long queue, Conversation conversation)
    {
        using var command = connection.Prepare(
            """
            SELECT v.id
            FROM conversations v JOIN queues c ON c.id = v.customer JOIN queues s ON s.id = v.seller
            WHERE c.appid = $appid AND c.uid = $customer AND v.store_id = $store AND s.uid = $seller AND $queue IN (c.id, s.id)
            """,
            "$appid", "$customer", "$store", "$seller", "$queue");
        return command.Bind(
            conversation.CustomerAppId, conversation.CustomerId, conversation.StoreId, conversation.SellerId, queue).Scalar();
    }
}
