using KefuChat.Storage.Conversations;
using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>
/// Pages of a conversation's history. The ids come from the index of each of its rows, as far as a page needs them; only
/// the messages of the page are looked up.
/// </summary>
internal static class PostgresHistory
{
    private const int SellerKeyColumn = PostgresMessageRow.Width;

    /// <summary><see cref="IConversationStore.HistoryAsync"/>.</summary>
    /// <param name="connection">Where to read.</param>
    /// <param name="customer">The customer's queue.</param>
    /// <param name="conversation">Which.</param>
    /// <param name="range">Which part of it.</param>
    public static async Task<HistoryPage> PageAsync(NpgsqlConnection connection, long customer, Conversation conversation, HistoryRange range)
    {
        await using var command = connection.Statement(
            Page(range), customer, conversation.StoreId, conversation.SellerId, range.Position);
        await using var row = await command.ExecuteReaderAsync();
        var messages = new List<HistoryMessage>();
        var room = new PageRoom(range.Limit);
        var hasMore = false;
        while (!hasMore && await row.ReadAsync())
        {
            // A message beyond what the page holds is only there to tell that there is more.
            hasMore = room.IsTaken;
            if (!hasMore)
            {
                var stored = PostgresMessageRow.Read(row);
                messages.Add(new HistoryMessage(stored.Message, stored.SyncKey, row.GetInt64(SellerKeyColumn), stored.DedupeId));
                room.Take(stored.Message);
            }
        }

        if (!range.IsForward)
        {
            messages.Reverse();
        }

        return new HistoryPage(messages, hasMore);
    }

    /// <summary>$1 the customer's queue, $2 the store, $3 the one seller's uid or 0 for all, $4 the position.</summary>
    private static string Page(HistoryRange range)
    {
        var (compares, order, place) = range.IsForward ? (">", "ASC", PostgresPlaces.UpTo("$1", "$4")) : ("<", "DESC", PostgresPlaces.From("$1", "$4"));
        return $"""
            SELECT m.customer_key, {PostgresMessageRow.Columns}, m.seller_key
            FROM (
                SELECT n.id FROM conversations o CROSS JOIN LATERAL (
                    SELECT id FROM messages WHERE conversation = o.id AND id {compares} {place} ORDER BY id {order} LIMIT {range.Limit + 1L}) AS n
                WHERE o.customer = $1 AND o.store_id = $2 AND ($3 = 0 OR (SELECT s.uid FROM queues s WHERE s.id = o.seller) = $3)
                ORDER BY n.id {order} LIMIT {range.Limit + 1L}) AS n
            CROSS JOIN LATERAL (SELECT * FROM messages WHERE id = n.id LIMIT 1) AS m {PostgresMessageRow.Joins}
            ORDER BY m.id {order}
            """;
    }
}
