using KefuChat.Protocol;
using KefuChat.Storage.Conversations;
using Microsoft.Data.Sqlite;

namespace KefuChat.Storage.Sqlite;

/// <summary>
/// Lists conversations by their newest messages: a seller's along an index, latest first; a customer's, who has few, all
/// at once.
/// </summary>
internal static class SqliteConversationList
{
    /// <summary>Assigned to nobody, as before there were assignments, is open and everybody's.</summary>
    private const string JoinAssignments =
        "LEFT JOIN assignments a ON a.customer = v.customer AND a.store_id = v.store_id AND v.store_id <> 0";

    private const string OfSeller =
        $"""
        SELECT v.last_message AS last
        FROM conversations v {JoinAssignments}
        WHERE v.seller = $queue AND v.last_message BETWEEN 1 AND $before - 1
          AND $state IN (-1, iif(coalesce(a.is_open, 1) AND coalesce(a.seller, $uid) = $uid, 0, 1))
          AND (NOT $isMine OR coalesce(a.seller, $uid) = $uid)
          AND (NOT $isUnread OR {SqliteUnread.OfSellersRow})
        ORDER BY v.last_message DESC
        """;

    /// <summary>Few, whichever sellers there are many of: found by the customer, which the plus sees to.</summary>
    private static readonly string OfSellerWithCustomer =
        OfSeller.Replace("v.seller = $queue", "v.customer = $customer AND +v.seller = $queue", StringComparison.Ordinal);

    private const string OfCustomer =
        $"""
        SELECT max(v.last_message) AS last
        FROM conversations v {JoinAssignments}
        WHERE v.customer = $queue AND $state IN (-1, iif(coalesce(a.is_open, 1), 0, 1))
        GROUP BY v.store_id HAVING last BETWEEN 1 AND $before - 1
        ORDER BY last DESC
        """;

    /// <summary><see cref="IConversationStore.ListAsync"/>.</summary>
    public static ConversationsPage Page(SqliteConnection connection, ConversationsRequest request)
    {
        if (connection.FindQueue(request.User) is not { } queue)
        {
            return new ConversationsPage([], HasMore: false);
        }

        var conversations = new List<ConversationSummary>();
        var bytes = 0;
        foreach (var newest in request.Party == Party.Seller ? NewestOfSeller(connection, queue, request) : NewestOfCustomer(connection, queue, request))
        {
            var summary = SqliteConversationSummary.Read(connection, queue, request.Party, newest);
            if (request.IsUnread && summary.Unread == 0)
            {
                continue;
            }

            // One beyond what the page holds is only there to tell that there is more.
            if (conversations.Count == request.Limit || bytes >= SyncPage.ContentBytes)
            {
                return new ConversationsPage(conversations, HasMore: true);
            }

            conversations.Add(summary);
            bytes += summary.Last.Message.Content.Length;
        }

        return new ConversationsPage(conversations, HasMore: false);
    }

    /// <summary>The newest messages of a customer's conversations, latest first: one for each store, read or not.</summary>
    public static IEnumerable<long> NewestOfCustomer(SqliteConnection connection, long queue, ConversationsRequest request)
    {
        using var command = connection.Prepare(OfCustomer, "$queue", "$before", "$state");
        using var row = command.Bind(queue, connection.MessageFrom(queue, request.BeforeKey), StateOf(request)).ExecuteReader();
        while (row.Read())
        {
            yield return row.GetInt64(0);
        }
    }

    private static IEnumerable<long> NewestOfSeller(SqliteConnection connection, long queue, ConversationsRequest request)
    {
        long? customer = null;
        if (request.Customer is { } user)
        {
            customer = connection.FindQueue(user);
            if (customer is null)
            {
                yield break;
            }
        }

        using var command = connection.Prepare(
            customer is null ? OfSeller : OfSellerWithCustomer,
            "$queue", "$uid", "$before", "$state", "$isMine", "$isUnread", "$looked", "$customer");
        using var row = command.Bind(
            queue,
            request.User.Uid,
            connection.MessageFrom(queue, request.BeforeKey),
            StateOf(request),
            request.IsMine,
            request.IsUnread,
            (long)ConversationSummary.MostLookedAt,
            customer ?? 0).ExecuteReader();
        while (row.Read())
        {
            yield return row.GetInt64(0);
        }
    }

    private static long StateOf(ConversationsRequest request) =>
        request.State switch { ConversationState.Open => 0, ConversationState.Closed => 1, _ => -1 };

    /// <summary><see cref="IConversationStore.FindAsync"/>.</summary>
    public static ConversationSummary? Find(SqliteConnection connection, User user, Party party, Conversation conversation)
    {
        if (connection.FindQueue(user) is not { } queue)
        {
            return null;
        }

        var rows = connection.FindRows(user, queue, party, conversation);
        return rows.Count > 0 && connection.NewestUpTo(rows, long.MaxValue) is { } newest
            ? SqliteConversationSummary.Read(connection, queue, party, newest.Message)
            : null;
    }
}
