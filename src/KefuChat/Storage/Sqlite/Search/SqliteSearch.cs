using KefuChat.Protocol;
using KefuChat.Storage.Search;
using Microsoft.Data.Sqlite;

namespace KefuChat.Storage.Sqlite;

/// <summary>Looks up in the store what the index finds: only what is in the asking user's queue is an answer.</summary>
internal static class SqliteSearch
{
    /// <summary>A page of the messages that answer a question.</summary>
    public static SyncPage Find(
        SqliteConnection connection, SqliteSearchWords words, User user, SearchQuestion question, long beforeKey, int limit)
    {
        if (connection.FindQueue(user) is not { } queue)
        {
            return new SyncPage([], HasMore: false);
        }

        using var command = connection.Prepare(
            $"""
            SELECT e.sync_key, {SqliteMessageRow.Columns}
            FROM messages m {SqliteMessageRow.Joins}
            JOIN entries e ON e.queue = $queue AND e.sync_key = iif(m.sender = $queue, m.sender_key, m.receiver_key) AND e.message = m.id
            WHERE m.id = $id
            """,
            "$queue", "$id");
        var messages = new List<StoredMessage>();
        var bytes = 0;
        var tokens = question.Tokens.Prepend(SqliteSearchSource.QueueToken(queue));
        foreach (var id in words.Find(tokens, connection.MessageFrom(queue, beforeKey)))
        {
            if (Read(command.Bind(queue, id)) is not { } found || !question.IsIn(SearchText.Of(found.Message.Content)))
            {
                continue;
            }

            // A message beyond what the page holds is only there to tell that there is more.
            if (messages.Count == limit || bytes >= SyncPage.ContentBytes)
            {
                return new SyncPage(messages, HasMore: true);
            }

            messages.Add(found);
            bytes += found.Message.Content.Length;
        }

        return new SyncPage(messages, HasMore: false);
    }

    private static StoredMessage? Read(SqliteCommand command)
    {
        using var row = command.ExecuteReader();
        return row.Read() ? SqliteMessageRow.Read(row) : null;
    }
}
