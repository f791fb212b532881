using KefuChat.Protocol;
using KefuChat.Storage.Conversations;
using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>
/// The rows of a conversation that its customer, or its one seller, sees: one for each seller whose name a customer and a
/// store wrote to each other in. A customer's rows with a store are one conversation.
/// </summary>
/// <param name="Queue">The queue of the user who asks.</param>
/// <param name="Party">As what that user asks.</param>
/// <param name="Customer">The customer's queue.</param>
/// <param name="StoreId">The store; 0 for none.</param>
internal readonly record struct PostgresConversationRows(long Queue, Party Party, long Customer, long StoreId)
{
    /// <summary>Of the rows of conversations <c>o</c>, those: $1 the user's queue, $2 the customer's, $3 the store, $4 whether the user is the customer.</summary>
    public const string Where = "o.customer = $2 AND o.store_id = $3 AND ($4 OR o.seller = $1)";

    /// <summary>The first values of statements with <see cref="Where"/>.</summary>
    public object[] Values => [Queue, Customer, StoreId, Party == Party.Customer];

    /// <summary>Those of a conversation; null where the user is not of it, or nothing was ever written to one of the two.</summary>
    /// <param name="ids">The queues' rows.</param>
    /// <param name="connection">Where to look.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="party">As what.</param>
    /// <param name="conversation">Which; for a customer its seller does not matter.</param>
    public static async ValueTask<PostgresConversationRows?> FindAsync(
        PostgresQueueIds ids, NpgsqlConnection connection, User user, Party party, Conversation conversation)
    {
        var customer = new User(conversation.CustomerAppId, conversation.CustomerId);
        var isOfIt = party == Party.Customer ? user == customer : user.Uid == conversation.SellerId;
        return isOfIt && await ids.FindAsync(connection, user) is { } queue && await ids.FindAsync(connection, customer) is { } customers
            ? new PostgresConversationRows(queue, party, customers, conversation.StoreId)
            : null;
    }
}
