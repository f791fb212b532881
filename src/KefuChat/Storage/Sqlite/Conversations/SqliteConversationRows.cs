using KefuChat.Protocol;
using KefuChat.Storage.Conversations;
using Microsoft.Data.Sqlite;

namespace KefuChat.Storage.Sqlite;

/// <summary>
/// Finds the rows of a conversation: one for each seller whose name a customer and a store wrote to each other in. A
/// customer's rows with a store are one conversation.
/// </summary>
internal static class SqliteConversationRows
{
    /// <summary>The rows of a conversation that its customer, or its one seller, sees; none where the user is neither.</summary>
    /// <param name="connection">Where to look.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="queue">That user's queue.</param>
    /// <param name="party">As what.</param>
    /// <param name="conversation">Which; for a customer its seller does not matter.</param>
    public static List<long> FindRows(
        this SqliteConnection connection, User user, long queue, Party party, Conversation conversation)
    {
        var customer = new User(conversation.CustomerAppId, conversation.CustomerId);
        if (party == Party.Customer)
        {
            return user == customer ? connection.FindRows(queue, conversation.StoreId, sellerId: 0) : [];
        }

        using var command = connection.Prepare(
            "SELECT id FROM conversations WHERE customer = $customer AND store_id = $store AND seller = $seller",
            "$customer", "$store", "$seller");
        return user.Uid == conversation.SellerId
            && connection.FindQueue(customer) is { } customersQueue
            && command.Bind(customersQueue, conversation.StoreId, queue).Scalar() is { } row
            ? [row]
            : [];
    }

    /// <summary>The rows of a customer and a store, the one written to last at the end.</summary>
    /// <param name="connection">Where to look.</param>
    /// <param name="customer">The customer's queue.</param>
    /// <param name="storeId">The store; 0 for none.</param>
    /// <param name="sellerId">The one seller's uid; 0 for all.</param>
    public static List<long> FindRows(this SqliteConnection connection, long customer, long storeId, long sellerId)
    {
        using var command = connection.Prepare(
            """
            SELECT v.id FROM conversations v JOIN queues s ON s.id = v.seller
            WHERE v.customer = $customer AND v.store_id = $store AND $seller IN (0, s.uid)
            ORDER BY v.last_message
            """,
            "$customer", "$store", "$seller");
        var rows = new List<long>();
        using var row = command.Bind(customer, storeId, sellerId).ExecuteReader();
        while (row.Read())
        {
            rows.Add(row.GetInt64(0));
        }

        return rows;
    }
}
