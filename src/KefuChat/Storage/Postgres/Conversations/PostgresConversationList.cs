using KefuChat.Storage.Conversations;
using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>
/// Lists conversations by their newest messages: a seller's along an index, latest first; a customer's, who has few, all
/// at once.
/// </summary>
internal static class PostgresConversationList
{
    /// <summary>$1 the queue, $2 the key to begin before.</summary>
    private static readonly string IsBefore = $"last_message < {PostgresPlaces.From("$1", "$2")}";

    /// <summary><see cref="IConversationStore.ListAsync"/>.</summary>
    /// <param name="connection">Where to read.</param>
    /// <param name="request">The question.</param>
    /// <param name="queue">The queue of the user who asks.</param>
    /// <param name="customer">The queue of the one customer; null for all.</param>
    public static async Task<ConversationsPage> PageAsync(NpgsqlConnection connection, ConversationsRequest request, long queue, long? customer)
    {
        var statement = request.Party == Party.Customer
            ? PostgresConversationSummary.OfCustomer(WhereOfCustomer(request), request.Limit + 1L)
            : PostgresConversationSummary.OfSeller(WhereOfSeller(request, customer is not null), request.Limit + 1L);
        await using var command = connection.Statement(
            statement, queue, request.BeforeKey, request.User.Uid, request.State == ConversationState.Open, customer ?? 0);
        await using var row = await command.ExecuteReaderAsync();
        var conversations = new List<ConversationSummary>();
        var room = new PageRoom(request.Limit);
        while (await row.ReadAsync())
        {
            // One beyond what the page holds is only there to tell that there is more.
            if (room.IsTaken)
            {
                return new ConversationsPage(conversations, HasMore: true);
            }

            conversations.Add(PostgresConversationSummary.Read(row, request.Party));
            room.Take(conversations[^1].Last.Message);
        }

        return new ConversationsPage(conversations, HasMore: false);
    }

    /// <summary><see cref="IConversationStore.FindAsync"/>.</summary>
    public static async Task<ConversationSummary?> FindAsync(NpgsqlConnection connection, PostgresConversationRows rows)
    {
        var statement = rows.Party == Party.Customer
            ? PostgresConversationSummary.OfCustomer("store_id = $2", limit: 1)
            : PostgresConversationSummary.OfSeller("customer = $3 AND store_id = $2 AND seller = $1", limit: 1);
        var found = await connection.RowsAsync(
            row => PostgresConversationSummary.Read(row, rows.Party), statement, rows.Queue, rows.StoreId, rows.Customer);
        return found.FirstOrDefault();
    }

    /// <summary>$3 the seller's uid, $4 whether open, $5 the one customer's queue.</summary>
    private static string WhereOfSeller(ConversationsRequest request, bool isOfOneCustomer) => string.Join(" AND ", (IEnumerable<string>)[

        // Those with one customer are few, whichever sellers there are many of: found by the customer, which the addition sees to.
        isOfOneCustomer ? "customer = $5 AND seller + 0 = $1" : "seller = $1",
        IsBefore,
        .. request.State is null ? (string[])[] : [$"{OfAssignment("is_open AND seller = $3")} = $4"],
        .. request.IsMine ? (string[])[OfAssignment("seller = $3")] : [],
        .. request.IsUnread ? (string[])[IsUnread(PostgresUnread.JoinSellersPosition, PostgresUnread.JoinSellers)] : []]);

    private static string WhereOfCustomer(ConversationsRequest request) => string.Join(" AND ", (IEnumerable<string>)[
        IsBefore,
        .. request.State is null ? (string[])[] : [$"{OfAssignment("is_open")} = $4"],
        .. request.IsUnread ? (string[])[IsUnread(PostgresUnread.JoinCustomersPosition, PostgresUnread.JoinCustomers)] : []]);

    /// <summary>Assigned to nobody, as before there were assignments, is open and everybody's.</summary>
    private static string OfAssignment(string what) =>
        $"coalesce((SELECT {what} FROM assignments WHERE customer = l.customer AND store_id = l.store_id AND l.store_id <> 0), true)";

    private static string IsUnread(string position, string unread) =>
        $"(SELECT u.unread FROM (VALUES (0)) AS one {position} {unread}) > 0";
}
