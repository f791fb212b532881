using KefuChat.Protocol;
using KefuChat.Storage.Conversations;
using Microsoft.Data.Sqlite;

namespace KefuChat.Storage.Sqlite;

/// <summary>
/// Pages of a conversation's history. Each of its rows is read along its own index, as far as the page needs it, and the
/// rows are merged: a conversation that several sellers answered costs no more than its page.
/// </summary>
internal static class SqliteHistory
{
    private const string Select =
        $"""
        SELECT iif(m.sender = v.customer, m.sender_key, m.receiver_key), {SqliteMessageRow.Columns},
            iif(m.sender = v.customer, m.receiver_key, m.sender_key), m.id
        FROM messages m {SqliteMessageRow.Joins}
        """;

    /// <summary>More rows than this are sorted by SQLite: a customer may write to any number of sellers.</summary>
    private const int MostReaders = 16;

    private const int SellerKeyColumn = SqliteMessageRow.Width;
    private const int IdColumn = SellerKeyColumn + 1;

    /// <summary><see cref="IConversationStore.HistoryAsync"/>.</summary>
    public static HistoryPage Page(SqliteConnection connection, Conversation conversation, HistoryRange range)
    {
        if (connection.FindQueue(new User(conversation.CustomerAppId, conversation.CustomerId)) is not { } customer)
        {
            return new HistoryPage([], HasMore: false);
        }

        var from = range.IsForward ? connection.MessageUpTo(customer, range.Position) : connection.MessageFrom(customer, range.Position);
        var rows = connection.FindRows(customer, conversation.StoreId, conversation.SellerId);
        var page = Merge(connection, rows, from, range);
        if (!range.IsForward)
        {
            page.Messages.Reverse();
        }

        return new HistoryPage(page.Messages, page.HasMore);
    }

    private static (List<HistoryMessage> Messages, bool HasMore) Merge(
        SqliteConnection connection, List<long> rows, long from, HistoryRange range)
    {
        var commands = rows.Count <= MostReaders
            ? rows.ConvertAll(row => Prepare(connection, row, from, range))
            : [PrepareAll(connection, rows, from, range)];
        var readers = commands.ConvertAll(command => command.ExecuteReader());
        try
        {
            var messages = new List<HistoryMessage>();
            var bytes = 0;
            var next = new PriorityQueue<SqliteDataReader, long>();
            foreach (var reader in readers)
            {
                Advance(reader, next, range);
            }

            while (next.TryDequeue(out var nearest, out _))
            {
                // A message beyond what the page holds is only there to tell that there is more.
                if (messages.Count == range.Limit || bytes >= SyncPage.ContentBytes)
                {
                    return (messages, HasMore: true);
                }

                messages.Add(Read(nearest));
                bytes += messages[^1].Message.Content.Length;
                Advance(nearest, next, range);
            }

            return (messages, HasMore: false);
        }
        finally
        {
            readers.ForEach(reader => reader.Dispose());
            commands.ForEach(command => command.Dispose());
        }
    }

    private static SqliteCommand Prepare(SqliteConnection connection, long row, long from, HistoryRange range)
    {
        var command = range.IsForward
            ? connection.Prepare($"{Select} WHERE m.conversation = $row AND m.id > $from ORDER BY m.id LIMIT $limit", "$row", "$from", "$limit")
            : connection.Prepare($"{Select} WHERE m.conversation = $row AND m.id < $from ORDER BY m.id DESC LIMIT $limit", "$row", "$from", "$limit");
        return command.Bind(row, from, range.Limit + 1L);
    }

    private static SqliteCommand PrepareAll(SqliteConnection connection, List<long> rows, long from, HistoryRange range)
    {
        // The ids come from the index alone; only those of the page are looked up.
        var (compares, order) = range.IsForward ? (">", "") : ("<", "DESC");
        var command = connection.Prepare(
            $"""
            {Select} WHERE m.id IN (
                SELECT n.id FROM json_each($rows) r CROSS JOIN messages n ON n.conversation = r.value
                WHERE n.id {compares} $from ORDER BY n.id {order} LIMIT $limit)
            ORDER BY m.id {order}
            """,
            "$rows", "$from", "$limit");
        return command.Bind($"[{string.Join(',', rows)}]", from, range.Limit + 1L);
    }

    private static void Advance(SqliteDataReader reader, PriorityQueue<SqliteDataReader, long> next, HistoryRange range)
    {
        if (reader.Read())
        {
            var id = reader.GetInt64(IdColumn);
            next.Enqueue(reader, range.IsForward ? id : -id);
        }
    }

    private static HistoryMessage Read(SqliteDataReader row)
    {
        var stored = SqliteMessageRow.Read(row);
        return new HistoryMessage(stored.Message, stored.SyncKey, row.GetInt64(SellerKeyColumn), stored.DedupeId);
    }
}
