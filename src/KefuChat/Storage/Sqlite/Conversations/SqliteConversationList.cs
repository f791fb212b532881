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
        ORDER BY v.last_message DESC LIMIT $limit
        """;

    private const string OfCustomer =
        $"""
        SELECT max(v.last_message) AS last
        FROM conversations v {JoinAssignments}
        WHERE v.customer = $queue AND $state IN (-1, iif(coalesce(a.is_open, 1), 0, 1))
        GROUP BY v.store_id HAVING last BETWEEN 1 AND $before - 1
        ORDER BY last DESC LIMIT $limit
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
        using var command = connection.Prepare(
            request.Party == Party.Seller ? OfSeller : OfCustomer, "$queue", "$uid", "$before", "$state", "$limit");
        using var row = command.Bind(
            queue,
            request.User.Uid,
            connection.MessageFrom(queue, request.BeforeKey),
            request.State switch { ConversationState.Open => 0L, ConversationState.Closed => 1L, _ => -1L },
            request.Limit + 1L).ExecuteReader();
        while (row.Read())
        {
            // A row beyond what the page holds is only there to tell that there is more.
            if (conversations.Count == request.Limit || bytes >= SyncPage.ContentBytes)
            {
                return new ConversationsPage(conversations, HasMore: true);
            }

            conversations.Add(SqliteConversationSummary.Read(connection, queue, request.Party, row.GetInt64(0)));
            bytes += conversations[^1].Last.Message.Content.Length;
        }

        return new ConversationsPage(conversations, HasMore: false);
    }

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
